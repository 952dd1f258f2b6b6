import type { Claim } from '#app/_people/claim.ts'
import type { ListPart } from '#app/_web/api/fields.ts'
import type { Transaction } from '#prisma/client.ts'
import type { ClaimState } from '#scanner/model/claim.ts'
import { findSites } from './choose-sites.ts'
import { type ClaimConditions, countClaims, listClaims } from './list-claims.ts'
import { openNewest } from './open-newest.ts'

/** Of a parameter with several values any will do. */
interface ClaimQuery {
  readonly state?: readonly ClaimState[] | undefined
  /** Mail addresses. */
  readonly person?: readonly string[] | undefined
  /** Title or slug. */
  readonly subsystem?: string | undefined
  /** Keys. */
  readonly site?: readonly string[] | undefined
  readonly limit: number
  /** Number of the last row of the part before. */
  readonly cursor?: number | undefined
}

/** A part of the claims of a tree. */
export async function listClaimPart(
  database: Transaction,
  slug: string,
  { state, person, subsystem, site, limit, cursor = 0 }: ClaimQuery,
): Promise<ListPart<Claim>> {
  const { tree, revision } = await openNewest(database, slug)
  const conditions: ClaimConditions = {
    ...(state === undefined ? {} : { states: state }),
    ...(person === undefined ? {} : { emails: person.map((email) => email.toLowerCase()) }),
    ...(subsystem === undefined ? {} : { subsystem }),
    ...(site === undefined ? {} : { siteIds: await findSites(database, tree.id, revision, site) }),
  }
  const [found, total] = await Promise.all([
    listClaims(database, tree.id, revision, { ...conditions, afterId: cursor, limit: limit + 1 }),
    countClaims(database, tree.id, revision, conditions),
  ])
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null, total }
}
