import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '#scanner/cache/make-folder.ts'
import { startOf } from './process-identity.ts'

/** Who holds a lock. */
export interface Holder {
  readonly pid: number
  /** `startOf` that pid. */
  readonly start: string
  /** What others may want to know of the holder. */
  readonly note: string
}

export interface Lock {
  /** Tells others something else. */
  describe(note: string): void
  release(): void
}

export type LockOutcome =
  | { readonly kind: 'taken'; readonly lock: Lock }
  | { readonly kind: 'held'; readonly holder: Holder }

/**
 * Takes a lock that lives as long as this process: one whose holder is gone counts as free, also if its pid is in use again. Throws where
 * the file cannot be written.
 */
export function takeLock(path: string, note = ''): LockOutcome {
  makeFolder(dirname(path))
  const own: Holder = { pid: process.pid, start: startOf(process.pid) ?? '', note }
  for (;;) {
    if (linkNew(path, own)) return { kind: 'taken', lock: holdLock(path, own) }
    const text = readText(path)
    if (text === null) continue
    const holder = parseHolder(text)
    if (holder !== null && startOf(holder.pid) === holder.start) return { kind: 'held', holder }
    removeStale(path, text)
  }
}

function holdLock(path: string, own: Holder): Lock {
  let text = JSON.stringify(own)
  const isOurs = () => readText(path) === text
  const release = () => {
    if (isOurs()) rmSync(path, { force: true })
  }
  process.once('exit', release)
  return {
    describe(note) {
      if (!isOurs()) return
      text = JSON.stringify({ ...own, note })
      const next = `${path}.${process.pid}`
      writeFileSync(next, text)
      renameSync(next, path)
    },
    release() {
      process.removeListener('exit', release)
      release()
    },
  }
}

/** Written beside and linked: the lock appears whole, and only if there is none. */
function linkNew(path: string, own: Holder): boolean {
  const next = `${path}.${process.pid}`
  writeFileSync(next, JSON.stringify(own))
  try {
    linkSync(next, path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(next, { force: true })
  }
}

/** Two that find one stale lock must not remove the other's new one: what is moved away is looked at again. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return
  }
  if (readText(aside) !== stale) {
    try {
      linkSync(aside, path)
    } catch {
      // a third has taken it: that one holds it now
    }
  }
  rmSync(aside, { force: true })
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const { pid, start, note } = JSON.parse(text)
    return Number.isInteger(pid) && pid > 0 && typeof start === 'string'
      ? { pid, start, note: String(note ?? '') }
      : null
  } catch {
    return null
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
