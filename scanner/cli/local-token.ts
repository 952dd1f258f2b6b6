import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { tokenFile } from '#scanner/jobs/home-paths.ts'

/** The single user's token; `null` if nobody has asked for one yet. */
export function readLocalToken(home: string): string | null {
  try {
    return readFileSync(tokenFile(home), 'utf8').trim() || null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The token; made at the first call. Whoever asks at the same time gets the same. */
export function ensureLocalToken(home: string): string {
  const known = readLocalToken(home)
  if (known !== null) return known
  const made = withDraft(home, (draft, file) => {
    try {
      linkSync(draft, file)
      return true
    } catch (error) {
      // somebody was faster, or left an empty file
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      throw error
    }
  })
  return made ?? readLocalToken(home) ?? replaceLocalToken(home)
}

/** Makes a token in place of the one before, which is worth nothing from then on. */
export function replaceLocalToken(home: string): string {
  const made = withDraft(home, (draft, file) => {
    renameSync(draft, file)
    return true
  })
  if (made === null) throw new Error('a token that replaces any other was not kept')
  return made
}

/** A new token in a file beside, which only the user of the home can read, until `keep` has put it into its place; `null` if it has not. */
function withDraft(home: string, keep: (draft: string, file: string) => boolean): string | null {
  const token = `pinwatch_${randomBytes(32).toString('base64url')}`
  const file = tokenFile(home)
  const draft = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(draft, `${token}\n`, { mode: 0o600, flag: 'wx' })
    // whatever the umask says
    chmodSync(draft, 0o600)
    return keep(draft, file) ? token : null
  } finally {
    rmSync(draft, { force: true })
  }
}
