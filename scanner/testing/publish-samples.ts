import { connectDatabase, type Database } from '#prisma/client.ts'
import { type PublishOptions, publishRevision } from '#scanner/store/publish-revision.ts'
import { saveTexts } from '#scanner/store/save-texts.ts'
import { alphabetical } from './lay-out.ts'
import { samplePublication } from './sample-publication.ts'
import { settleTree } from './settle-tree.ts'

const statuses = ['unconverted', 'converted', 'mismatched', 'unknown', 'exempt'] as const

/** Some revisions whose sites come, go, change and move from section to section. Each also saves its texts. */
export async function publishSamples(db: Database, options: Omit<PublishOptions, 'layOut'>): Promise<void> {
  // not in order, so that intervals are cut and joined
  const publications = []
  for (const at of [0, 3, 1, 2]) {
    const sites = Array.from({ length: 40 }, (_, index) => index)
      .filter((index) => (index + at) % 5 !== 0)
      .map((index) => ({
        name: `s${index}`,
        line: 1 + (index % (at + 2)),
        status: statuses[(index * (at + 1)) % statuses.length] ?? 'unknown',
        subsystems: [`SECTION ${(index + at) % 7}`, 'THE REST'],
      }))
    const publication = samplePublication({ commit: `a${at}`, sites })
    await saveTexts(
      db,
      publication.files.map(({ path, oid }) => ({ oid, content: Buffer.from(`text of ${path}`) })),
    )
    publications.push(publication)
    await publishRevision(db, publication, { ...options, layOut: alphabetical })
  }
  await settleTree(db, { ...options, layOut: alphabetical }, publications)
}

// Started as a process of its own, to be killed.
const [, , url, treeId, id, claim] = process.argv
if (claim !== undefined && url?.startsWith('postgresql:')) {
  const db = connectDatabase(url)
  await db.$queryRaw`select 1`
  process.stdout.write('ready\n')
  await publishSamples(db, { treeId: Number(treeId), scan: { id: Number(id), claim: Number(claim) } })
  // stays to be killed, but not for ever
  setTimeout(() => process.exit(), 60_000)
}
