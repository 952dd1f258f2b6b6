import type { Database } from '#prisma/client.ts'
import { followHistory } from '#scanner/jobs/follow-history.ts'
import { composePublication } from '#scanner/run/compose-publication.ts'
import { findFileBuilds } from '#scanner/run/find-file-builds.ts'
import { streamTexts } from '#scanner/run/stream-texts.ts'
import { scanRevision } from '#scanner/run.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { refreshStatistics } from '#scanner/store/refresh-statistics.ts'
import { saveTexts } from '#scanner/store/save-texts.ts'

export interface PublishedTree {
  readonly id: number
  readonly slug: string
}

/** Scans revisions of a repository and publishes them in this order, as the tree `slug`. Each gets its name as label. */
export async function publishRepository(
  database: Database,
  directory: string,
  { slug = 'linux', revisions }: { readonly slug?: string; readonly revisions: readonly string[] },
): Promise<PublishedTree> {
  const tree = await database.tree.create({
    data: { slug, name: slug, source: `${directory}#${slug}` },
    select: { id: true, slug: true },
  })
  const { id } = await database.scan.create({
    data: { treeId: tree.id, revisions: [...revisions], tags: [] },
    select: { id: true },
  })
  const claimed = await claimScan(database, id)
  if (claimed.kind !== 'claimed') throw new Error(`scan ${id} could not be claimed: ${claimed.kind}`)
  const { layOut } = followHistory(directory)
  for (const rev of revisions) {
    const scan = await scanRevision({ repo: directory, rev, include: [], cacheHome: null, workerEntry: null })
    const paths = scan.rows.map(({ path }) => path)
    const builds = await findFileBuilds(scan.repository.objects, scan.commit.tree, paths)
    const publication = composePublication(scan, { label: rev, builds })
    const oids = [...new Set(publication.files.map(({ oid }) => oid))]
    await streamTexts(scan.repository, oids, (texts) => saveTexts(database, texts))
    scan.repository.close()
    await publishRevision(database, publication, {
      treeId: tree.id,
      scan: claimed.scan,
      layOut,
    })
  }
  // as a scan does: without it lists take ten times as long
  await refreshStatistics(database)
  return tree
}
