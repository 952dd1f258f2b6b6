import { loadavg } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#prisma/embedded/start-embedded.ts'
import { applyMigrations } from '#prisma/migrate.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { followHistory } from '#scanner/jobs/follow-history.ts'
import { composePublication } from '#scanner/run/compose-publication.ts'
import { type Scan, scanRevision } from '#scanner/run.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { BenchError } from '../bench-error.ts'
import type { Sample } from '../run-timed.ts'
import type { Workspace } from '../workspace.ts'

/** The transaction that publishes each revision in turn, into an empty embedded database; milliseconds. */
export async function timePublish(workspace: Workspace, commits: readonly string[]): Promise<readonly Sample[]> {
  const { root, scratch, repo } = workspace
  const server = await startEmbedded({ root, dataDirectory: join(scratch, 'publish', 'postgres') })
  const store = openStore(server.url)
  try {
    await applyMigrations(server.url, join(root, 'prisma', 'migrations'))
    const samples: Sample[] = []
    for (const rev of commits) {
      const scan = await scanRevision({ repo, rev, include: [], cacheHome: null, workerEntry: null })
      scan.repository.close()
      samples.push(await timeOne(store, scan, repo))
    }
    return samples
  } finally {
    await store.$disconnect()
    await server.stop()
  }
}

async function timeOne(store: Store, scan: Scan, repo: string): Promise<Sample> {
  const { scanId, treeId } = await requestScan(store, { source: repo, revisions: [scan.commit.oid], tags: [] })
  const claimed = await claimScan(store, scanId)
  if (claimed.kind !== 'claimed') throw new BenchError(`the scan to publish is not to be had: ${claimed.kind}.`)
  const publication = composePublication(scan, { label: null })
  const load = loadavg()[0] ?? 0
  const started = performance.now()
  await publishRevision(store, publication, {
    treeId,
    scan: { id: scanId, claim: claimed.scan.claim },
    layOut: followHistory(repo).layOut,
  })
  const sample = { value: performance.now() - started, load }
  await store.scan.update({ where: { id: scanId }, data: { state: 'done' }, select: { id: true } })
  return sample
}
