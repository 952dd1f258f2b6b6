import type { Claim } from '#app/_people/claim.ts'
import type { Transaction } from '#prisma/client.ts'
import type { ClaimState } from '#scanner/model/claim.ts'
import { listClaimsAnywhere } from './list-claims.ts'

export interface TreeClaims {
  readonly slug: string
  readonly name: string
  readonly claims: readonly Claim[]
}

/** Claims of an account, the first `limit` ones, tree by tree, each as the tree's newest revision has its site. */
export async function listOwnClaims(
  database: Transaction,
  userId: string,
  states: readonly ClaimState[],
  limit: number,
): Promise<readonly TreeClaims[]> {
  const claims = await listClaimsAnywhere(database, { userId, states, limit })
  const trees = await database.tree.findMany({
    where: { slug: { in: [...new Set(claims.map(({ tree }) => tree))] } },
    orderBy: { name: 'asc' },
    select: { slug: true, name: true },
  })
  return trees.map(({ slug, name }) => ({ slug, name, claims: claims.filter(({ tree }) => tree === slug) }))
}
