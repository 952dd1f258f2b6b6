import type { Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { type ClaimedTree, claimTree, openTestDatabase } from './claimed-tree.ts'
import { keyOf, type SampleSite, samplePublication } from './sample-publication.ts'

/** A tree whose scan is over, and people who may be told of it. */
export interface TellingWorld extends ClaimedTree {
  readonly db: Database
  readonly url: string
}

export async function makeTellingWorld(sites: readonly SampleSite[]): Promise<TellingWorld> {
  const { db, url } = await openTestDatabase()
  const world = { db, url, ...(await claimTree(db)) }
  await publish(world, 'a1', sites)
  return world
}

/** Publishes a revision, and ends the scan as far as others see. */
export async function publish(
  { db, options, scan }: TellingWorld,
  commit: string,
  sites: readonly SampleSite[],
): Promise<void> {
  await db.scan.update({ where: { id: scan.id }, data: { state: 'running' } })
  await publishRevision(db, samplePublication({ commit, sites }), options)
  await db.scan.update({ where: { id: scan.id }, data: { state: 'done' } })
}

/** Somebody with an account and a proven address. */
export async function addPerson(db: Database, name: string): Promise<{ userId: string; participantId: number }> {
  const email = `${name.toLowerCase()}@example.org`
  await db.user.create({ data: { id: name, name, email, emailVerified: true } })
  const { id } = await db.participant.create({ data: { email, name, userId: name } })
  return { userId: name, participantId: id }
}

export interface NewClaim {
  readonly site: string
  readonly person: number
  readonly by?: number
  readonly days?: number
}

/** Claims as `save-claims.ts` of the pages makes them: all in one statement each, with their entries of the audit. */
export async function addClaims({ db, treeId }: TellingWorld, wanted: readonly NewClaim[]): Promise<readonly number[]> {
  const ids: number[] = []
  for (const { site, person, by = person, days = 60 } of wanted) {
    const { id: siteId } = await db.site.findUniqueOrThrow({ where: { treeId_key: { treeId, key: keyOf(site) } } })
    const expiresAt = new Date(Date.now() + days * 86_400_000)
    const data = { treeId, siteId, personId: person, madeById: by, statusWas: 'unconverted', expiresAt }
    ids.push((await db.claim.create({ data })).id)
  }
  await db.auditEntry.createMany({
    data: wanted.map(({ person, by = person }, index) => ({
      actorId: by,
      action: 'claim.made',
      treeId,
      subject: `claim ${ids[index]}`,
      after: { person },
      via: 'api',
    })),
  })
  return ids
}
