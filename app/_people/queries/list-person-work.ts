import { getRevision } from '#app/_data/get-revision.ts'
import type { Claim } from '#app/_people/claim.ts'
import type { Transaction } from '#prisma/client.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import { listClaims } from './list-claims.ts'
import { listTriage, type StoredTriage } from './list-triage.ts'

/** What somebody works on and says in one tree. */
export interface PersonWork {
  readonly slug: string
  readonly name: string
  readonly open: readonly Claim[]
  /** The last ones that ended, the newest first. */
  readonly ended: readonly Claim[]
  readonly triage: readonly StoredTriage[]
}

/** Tree by tree, each as its newest revision has the sites; trees in which they neither work nor say anything are left out. */
export async function listPersonWork(
  database: Transaction,
  participantIds: readonly number[],
  limit: number,
): Promise<readonly PersonWork[]> {
  const ids = [...participantIds]
  const trees = await database.tree.findMany({
    where: { OR: [{ claims: { some: { personId: { in: ids } } } }, { triages: { some: { madeById: { in: ids } } } }] },
    orderBy: { name: 'asc' },
    select: { id: true, slug: true, name: true },
  })
  const found: PersonWork[] = []
  for (const { id, slug, name } of trees) {
    const revision = await getRevision(database, id, null)
    if (revision === null) continue
    const [open, ended, triage] = await Promise.all([
      listClaims(database, id, revision, { personIds: ids, states: openClaimStates, limit }),
      listClaims(database, id, revision, {
        personIds: ids,
        states: ['done', 'withdrawn', 'expired'],
        newestFirst: true,
        limit,
      }),
      listTriage(database, id, revision, { makerIds: ids }),
    ])
    found.push({ slug, name, open, ended, triage: triage.slice(0, limit) })
  }
  return found
}
