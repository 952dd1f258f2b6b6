import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { maintainMirror } from '#scanner/git/maintain-mirror.ts'
import { mirrorsFolder } from './home-paths.ts'

/** Looks after the mirrors of a home, one after the other, each at most once a day. Resolves to how many. Never rejects. */
export async function maintainMirrors(home: string, signal: AbortSignal): Promise<number> {
  const names = await readdir(mirrorsFolder(home)).catch(() => [])
  let maintained = 0
  for (const name of names) {
    if (name.endsWith('.git') && (await maintainMirror(join(mirrorsFolder(home), name), signal).catch(() => false)))
      maintained++
  }
  return maintained
}
