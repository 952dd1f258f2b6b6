#!/usr/bin/env node
// Runs the command line from its TypeScript sources: one bundle, made again whenever a source is newer than it. So
// `npx pinwatch` works right after `npm ci`, is never stale, and starts as fast as one file loads (a loader that
// compiles each module at every start costs more than a whole repeated scan).
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'

const scanner = dirname(fileURLToPath(import.meta.url))
const root = dirname(scanner)

function newestSource(folder) {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) newest = Math.max(newest, newestSource(path))
    else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      newest = Math.max(newest, statSync(path).mtimeMs)
  }
  return newest
}

async function writeBundle(outfile) {
  const { bundle } = await import('./bundle.mjs')
  // written beside and renamed, so that two starts at once never load half a file
  const partial = `${outfile}.${process.pid}.mjs`
  await bundle({ entryPoints: [join(scanner, 'cli.ts')], outfile: partial })
  renameSync(partial, outfile)
}

// the temporary folder is everybody's: what another user put there must not run as us
function isOurs(folder) {
  if (folder.startsWith(root)) return true
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid) && (stat.mode & 0o022) === 0
}

async function ensureBundle() {
  const sources = Math.max(newestSource(scanner), statSync(join(root, 'package.json')).mtimeMs)
  const folders = [
    join(root, 'node_modules', '.cache', 'pinwatch'),
    join(
      tmpdir(),
      `pinwatch-${process.getuid?.() ?? 'user'}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
    ),
  ]
  let failure
  for (const folder of folders) {
    const outfile = join(folder, 'cli.mjs')
    if (existsSync(outfile) && isOurs(folder) && statSync(outfile).mtimeMs > sources) return outfile
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (!isOurs(folder)) throw new Error(`${folder} belongs to somebody else`)
      await writeBundle(outfile)
      return outfile
    } catch (error) {
      rmSync(`${outfile}.${process.pid}.mjs`, { force: true })
      failure = error
    }
  }
  throw failure
}

if (isMainThread) {
  try {
    const { main } = await import(pathToFileURL(await ensureBundle()).href)
    await main({ root })
  } catch (error) {
    process.stderr.write(
      `pinwatch: could not start: ${error?.message ?? error}\nRun npm ci in ${root} and try again.\n`,
    )
    process.exitCode = 2
  }
}
