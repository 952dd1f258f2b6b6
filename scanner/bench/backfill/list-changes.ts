import { listSizes } from '#scanner/git/list-sizes.ts'
import { type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { wholeKernel } from '#scanner/model/selection.ts'
import { listBlobs } from '#scanner/run/digest-directory.ts'
import { listFiles } from '#scanner/run/list-files.ts'
import { sizeBytesMax } from '#scanner/run/read-blobs.ts'

/** C files and headers of a revision whose content no revision before it had. */
export interface Changes {
  readonly blobs: number
  /** Of those that are read: the very large ones are not. */
  readonly bytes: number
}

/** What each revision adds to those before it, in their order. */
export async function listChanges(repository: Repository, revisions: readonly string[]): Promise<readonly Changes[]> {
  const known = new Set<string>()
  const changes: Changes[] = []
  for (const revision of revisions) {
    const { tree } = await resolveCommit(repository, revision)
    const listing = await listFiles(repository.objects, tree, wholeKernel, () => null)
    const fresh = [...new Set(listBlobs(listing))].filter((oid) => !known.has(oid))
    for (const oid of fresh) known.add(oid)
    const sizes = await listSizes(repository.directory, fresh)
    const bytes = sizes.reduce<number>((sum, size) => sum + ((size ?? 0) > sizeBytesMax ? 0 : (size ?? 0)), 0)
    changes.push({ blobs: fresh.length, bytes })
  }
  return changes
}
