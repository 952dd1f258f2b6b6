import type { Database } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { listStale } from '#scanner/store/list-stale.ts'
import { type PublishOptions, publishRevision } from '#scanner/store/publish-revision.ts'

/** Publishes what is stale until nothing is, as a scan does: of one commit the last publication. Rejects if that never ends. */
export async function settleTree(
  db: Database,
  options: PublishOptions,
  publications: readonly Publication[],
): Promise<void> {
  const byCommit = new Map(publications.map((publication) => [publication.commit, publication]))
  const version = publications.at(-1)?.analysisVersion ?? ''
  for (let times = 0; times <= publications.length ** 2; times++) {
    const [stale] = await listStale(db, options.treeId, version)
    const publication = byCommit.get(stale?.commit ?? '')
    if (publication === undefined) return
    await publishRevision(db, publication, options)
  }
  throw new Error('there is always something stale')
}
