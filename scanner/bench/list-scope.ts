import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listSizes } from '#scanner/git/list-sizes.ts'
import type { Commit, Repository } from '#scanner/git/open-repository.ts'
import { wholeKernel } from '#scanner/model/selection.ts'
import { listBlobs } from '#scanner/run/digest-directory.ts'
import { listFiles } from '#scanner/run/list-files.ts'
import { sizeBytesMax } from '#scanner/run/read-blobs.ts'
import type { Workspace } from './workspace.ts'

/** The blobs that a scan without known facts reads. */
export interface Scope {
  readonly blobs: number
  readonly bytes: number
  /** Two files of blob ids, about equal in bytes: neighbours stay together, since git stores them as deltas. */
  readonly idLists: readonly string[]
}

/** Lists what a cold scan of `commit` reads, and writes it down for two gits to read the same. */
export async function listScope(repository: Repository, commit: Commit, workspace: Workspace): Promise<Scope> {
  const listing = await listFiles(repository.objects, commit.tree, wholeKernel, () => null)
  const oids = listBlobs(listing)
  const sizes = await listSizes(repository.directory, oids)
  const read = oids.flatMap((oid, index) => {
    const size = sizes[index] ?? 0
    return size > sizeBytesMax ? [] : [{ oid, size }]
  })
  const bytes = read.reduce((sum, { size }) => sum + size, 0)
  const halves: [string[], string[]] = [[], []]
  let before = 0
  for (const { oid, size } of read) {
    halves[before * 2 < bytes ? 0 : 1].push(oid)
    before += size
  }
  const idLists = await Promise.all(
    halves.map(async (half, index) => {
      const file = join(workspace.scratch, `blobs-${index}`)
      await writeFile(file, `${half.join('\n')}\n`)
      return file
    }),
  )
  return { blobs: read.length, bytes, idLists }
}
