#!/usr/bin/env node
// Runs the command line from its TypeScript sources: bundled once, and again whenever a source is another one. So
// `npx pinwatch` works right after `npm ci`, is never stale, and starts as fast as one file loads (a loader that
// compiles each module at every start costs more than a whole repeated scan). What only some commands need (database,
// queue) lies in files of its own beside it, which those commands load.
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'

const scanner = dirname(fileURLToPath(import.meta.url))
const root = dirname(scanner)

const minuteMs = 60_000
/** A bundle that nobody touched for so long is in nobody's use. */
const unusedMs = 40 * minuteMs

/** Changes with every source that is changed, added or removed. */
function keyOfSources() {
  const hash = createHash('sha256')
  const add = (path) => {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path}\0${mtimeMs}\0${size}\0`)
  }
  const addFolder = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) addFolder(path)
      else if (/\.m?ts$|\.mjs$/.test(entry.name) && !entry.name.endsWith('.test.ts')) add(path)
    }
  }
  addFolder(scanner)
  addFolder(join(root, 'prisma'))
  add(join(root, 'package.json'))
  return hash.digest('hex').slice(0, 16)
}

async function writeBundle(folder) {
  const { bundleCommandLine } = await import('./bundle.mjs')
  const { stop } = await import('esbuild')
  // written beside and renamed, so that two starts at once never load half a bundle
  const partial = `${folder}.${process.pid}`
  try {
    await bundleCommandLine(partial)
    renameSync(partial, folder)
  } catch (error) {
    // another start may have been faster
    if (!existsSync(join(folder, 'cli.mjs'))) throw error
  } finally {
    // its process would stay beside us as long as we run, with 290 MB
    await stop()
    rmSync(partial, { recursive: true, force: true })
  }
}

// the temporary folder is everybody's: what another user put there must not run as us
function isOurs(folder) {
  if (folder.startsWith(root)) return true
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid) && (stat.mode & 0o022) === 0
}

async function ensureBundle() {
  const key = keyOfSources()
  const homes = [
    join(root, 'node_modules', '.cache', 'pinwatch'),
    join(
      tmpdir(),
      `pinwatch-${process.getuid?.() ?? 'user'}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
    ),
  ]
  let failure
  for (const home of homes) {
    const folder = join(home, key)
    const entry = join(folder, 'cli.mjs')
    if (existsSync(entry) && isOurs(home)) return entry
    try {
      mkdirSync(home, { recursive: true, mode: 0o700 })
      if (!isOurs(home)) throw new Error(`${home} belongs to somebody else`)
      await writeBundle(folder)
      removeUnused(home)
      return entry
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

function removeUnused(home) {
  for (const name of readdirSync(home)) {
    const path = join(home, name)
    try {
      if (Date.now() - statSync(path).mtimeMs > unusedMs) rmSync(path, { recursive: true, force: true })
    } catch {
      // another start was faster
    }
  }
}

/** Reading threads and commands load more of the bundle later: as long as this process runs, nobody may remove it. */
function keepInUse(folder) {
  const touch = () => {
    try {
      utimesSync(folder, new Date(), new Date())
    } catch {
      // read-only: then nobody can remove it either
    }
  }
  touch()
  setInterval(touch, 10 * minuteMs).unref()
}

if (isMainThread) {
  try {
    const entry = await ensureBundle()
    keepInUse(dirname(entry))
    const { main } = await import(pathToFileURL(entry).href)
    await main({ root })
  } catch (error) {
    process.stderr.write(
      `pinwatch: could not start: ${error?.message ?? error}\nRun npm ci in ${root} and try again.\n`,
    )
    process.exitCode = 2
  }
}
