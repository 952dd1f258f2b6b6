import type { Transaction } from '#prisma/client.ts'
import type { ClaimMail, ClaimMailKind, ToldClaim } from '#scanner/model/telling/claim-mail.ts'
import { findNewest } from './find-newest.ts'

export interface WantedClaimMail {
  readonly kind: ClaimMailKind
  readonly treeId: number
  readonly claimIds: readonly number[]
  /** Participant who assigned them. */
  readonly byId: number | null
}

/** What a mail about claims says as of now; `null`: nothing of it is true any more, as when they were given back meanwhile. */
export async function getClaimMail(db: Transaction, wanted: WantedClaimMail): Promise<ClaimMail | null> {
  const { kind, treeId, claimIds, byId } = wanted
  const tree = await db.tree.findUnique({ where: { id: treeId }, select: { slug: true, name: true } })
  if (tree === null) return null
  const newest = await findNewest(db, treeId)
  const claims = await db.$queryRaw<ToldClaim[]>`
    select claim.id, site.key, span.path, span.line_number as line, span.function, span.api, claim.note,
      to_char(claim.due, 'YYYY-MM-DD') as due, claim.expires_at as "expiresAt", claim.commit, claim.subject
    from claim
    join site on site.id = claim.site_id
    join lateral (
      -- as the newest revision has the site, else as it was last
      select path, line_number, function, api from site_span
      where site_span.site_id = site.id
      order by site_span.line_id = ${newest?.lineId ?? 0} desc, site_span.to_ordinal desc, site_span.from_ordinal desc limit 1
    ) span on true
    where claim.id = any(${[...claimIds]}::int[]) and claim.tree_id = ${treeId}
      and case ${kind}::text
        when 'landed' then claim.state = 'done'
        when 'expired' then claim.state = 'expired'
        else claim.ended_at is null
      end
    order by span.path collate "C", span.line_number, claim.id`
  if (claims.length === 0) return null
  const by =
    byId === null
      ? null
      : await db.participant.findFirst({ where: { id: byId, NOT: { email: null } }, select: { name: true } })
  return { kind, tree, by: by?.name ?? null, claims }
}
