import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { addressKey } from '#scanner/model/triage/address-key.ts'
import type { SiteAddress } from '#scanner/model/triage/triage.ts'

/** Keys of those sites of a revision that stand at these addresses, by `addressKey()`. What a change brings is not there yet. */
export async function findSiteKeys(
  database: Transaction,
  revision: RevisionPlace,
  addresses: readonly SiteAddress[],
): Promise<ReadonlyMap<string, string>> {
  if (addresses.length === 0) return new Map()
  const rows = await database.$queryRaw<(SiteAddress & { readonly key: string })[]>`
    select site.key, span.path, span.function, span.api, span.nth as ordinal
    from site_span span join site on site.id = span.site_id
    where ${holdsAt('span', revision)} and span.path = any(${addresses.map(({ path }) => path)}::text[])`
  return new Map(rows.map((row) => [addressKey(row), row.key]))
}
