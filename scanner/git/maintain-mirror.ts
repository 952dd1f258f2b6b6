import { once } from 'node:events'
import { readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { spawnGit } from './spawn-git.ts'

/** In a mirror, whose time says when it was looked after last. */
const mark = 'pinwatch-maintained'
const everyMs = 24 * 3600_000

/**
 * Keeps a mirror of ours quick after many fetches: loose objects and small packs become few, and what says how commits descend is written
 * anew. Nothing is thrown away that is still somewhere in use, and who reads meanwhile is not disturbed. At most once a day: false if it was
 * not time, or git could not. Ended by the signal; git begins anew the next time.
 */
export async function maintainMirror(directory: string, signal: AbortSignal): Promise<boolean> {
  const path = join(directory, mark)
  const last = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  if (Date.now() - last < everyMs || signal.aborted) return false
  const packs = await readdir(join(directory, 'objects', 'pack')).catch(() => [])
  // git fails where there is nothing to make fewer of
  const repack = packs.some((name) => name.endsWith('.pack')) ? ['incremental-repack'] : []
  const tasks = ['loose-objects', ...repack, 'pack-refs', 'commit-graph']
  // it may be silent for as long as it takes
  const child = spawnGit(
    directory,
    ['maintenance', 'run', '--quiet', ...tasks.map((task) => `--task=${task}`)],
    () => false,
  )
  const end = () => child.kill()
  signal.addEventListener('abort', end, { once: true })
  child.stdin.on('error', () => {})
  child.stdin.end()
  child.stdout.resume()
  child.stderr.resume()
  const [code] = await once(child, 'close').catch(() => [1])
  signal.removeEventListener('abort', end)
  // what failed is not tried again and again, either
  if (!signal.aborted)
    await writeFile(path, '').then(
      () => utimes(path, new Date(), new Date()),
      () => {},
    )
  return code === 0
}
