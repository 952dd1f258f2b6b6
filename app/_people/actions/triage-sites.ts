import { holdsAt } from '#app/_data/revision-place.ts'
import type { Origin } from '#app/_people/actor.ts'
import type { SiteChoice } from '#app/_people/claim.ts'
import { may } from '#app/_people/permissions.ts'
import { chooseToJudge } from '#app/_people/queries/choose-sites.ts'
import { digestFunctions } from '#app/_people/queries/digest-function.ts'
import { getRole } from '#app/_people/queries/get-role.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { forbidden } from '#app/_people/refusal.ts'
import type { ManyTriage } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import { saveManyTriages } from './save-many-triages.ts'

export interface SaidOfMany {
  readonly batch: string
  readonly sites: number
  /** Else it is proposed: whoever acts may not decide for every one of them. */
  readonly isDecided: boolean
}

/** Says the same of chosen sites of a tree, or of all that a filter finds: decides where that may be done for all, else proposes. Throws `Refusal`. */
export async function triageSites(
  tx: Transaction,
  origin: Origin,
  slug: string,
  { word, ...choice }: SiteChoice & { readonly word: ManyTriage },
): Promise<SaidOfMany> {
  const { tree, revision } = await openNewest(tx, slug)
  const siteIds = await chooseToJudge(tx, tree.id, revision, choice)
  const role = await getRole(tx, origin.actor, revision, siteIds)
  if (!may(role, 'propose triage')) throw forbidden('Your account may read only.')
  const isDecided = may(role, 'decide triage')
  const places = await tx.$queryRaw<{ siteId: number; path: string; line: number }[]>`
    select site_id as "siteId", path, line_number as line from site_span span
    where site_id = any(${siteIds}::int[]) and ${holdsAt('span', revision)}`
  const digests = await digestFunctions(tx, revision, places)
  const sites = places.map(({ siteId }, index) => ({ siteId, digest: digests[index] ?? null }))
  const batch = await saveManyTriages(tx, origin, { treeId: tree.id, isDecided, word, sites })
  return { batch, sites: sites.length, isDecided }
}
