import { getRevision } from '#app/_data/get-revision.ts'
import type { Claim } from '#app/_people/claim.ts'
import type { Transaction } from '#prisma/client.ts'
import type { ClaimState } from '#scanner/model/claim.ts'
import { listClaims } from './list-claims.ts'

export interface TreeClaims {
  readonly slug: string
  readonly name: string
  readonly claims: readonly Claim[]
}

/** Claims of an account, tree by tree, each as the tree's newest revision has its site. */
export async function listOwnClaims(
  database: Transaction,
  userId: string,
  states: readonly ClaimState[],
  limit: number,
): Promise<readonly TreeClaims[]> {
  const trees = await database.tree.findMany({
    where: { claims: { some: { person: { userId }, state: { in: [...states] } } } },
    orderBy: { name: 'asc' },
    select: { id: true, slug: true, name: true },
  })
  const found: TreeClaims[] = []
  for (const { id, slug, name } of trees) {
    const revision = await getRevision(database, id, null)
    if (revision === null) continue
    found.push({ slug, name, claims: await listClaims(database, id, revision, { userId, states, limit }) })
  }
  return found
}
