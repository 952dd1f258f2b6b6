import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import { feedGit } from './feed-git.ts'
import type { IndexEntries, IndexEntry } from './index-entry.ts'

/**
 * Makes the index of a scratch repository hold these files and no other: what patches name is all that git asks it for, and an index of
 * 80,000 files would be written anew with each of them. Rejects with `GitError`.
 */
export async function fillIndex(scratch: string, entries: IndexEntries): Promise<void> {
  await rm(join(scratch, 'index'), { force: true })
  const lines = [...entries].map(([path, { mode, oid }]) => `${mode} ${oid} 0\t${path}\0`)
  const { code, stderr } = await feedGit(scratch, ['update-index', '-z', '--index-info'], lines.join(''))
  if (code !== 0) throw explainFailure(stderr, 'an index to apply patches to')
}

/** What the index of a scratch repository holds. Rejects with `GitError`. */
export async function listIndex(scratch: string): Promise<IndexEntries> {
  const { code, stdout, stderr } = await feedGit(scratch, ['ls-files', '--stage', '-z'], '')
  if (code !== 0) throw explainFailure(stderr, 'the index that patches were applied to')
  const entries = new Map<string, IndexEntry>()
  for (const line of stdout.toString('utf8').split('\0')) {
    const found = /^(\d+) ([0-9a-f]+) \d\t(.+)$/s.exec(line)
    if (found !== null) entries.set(found[3] ?? '', { mode: found[1] ?? '', oid: found[2] ?? '' })
  }
  return entries
}
