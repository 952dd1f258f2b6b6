import type { Transaction } from '#prisma/client.ts'
import type { ClaimState } from '#scanner/model/claim.ts'

/** A claim as it is stored, for whoever changes it. */
export interface StoredClaim {
  readonly id: number
  readonly treeId: number
  readonly siteId: number
  readonly personId: number
  /** Account of the person; `null`: a bare address. */
  readonly userId: string | null
  readonly state: ClaimState
  readonly note: string | null
  readonly link: string | null
  readonly due: string | null
}

export async function getClaim(database: Transaction, id: number): Promise<StoredClaim | null> {
  const rows = await database.$queryRaw<StoredClaim[]>`
    select claim.id, claim.tree_id as "treeId", claim.site_id as "siteId", claim.person_id as "personId",
      person.user_id as "userId", claim.state, claim.note, claim.link, claim.due::text as due
    from claim join participant person on person.id = claim.person_id
    where claim.id = ${id}::int`
  return rows[0] ?? null
}
