import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { findSites } from '#app/_people/queries/choose-sites.ts'
import { digestFunction } from '#app/_people/queries/digest-function.ts'
import { getRole } from '#app/_people/queries/get-role.ts'
import { listTriage, presentTriage } from '#app/_people/queries/list-triage.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { forbidden, notFound, Refusal } from '#app/_people/refusal.ts'
import type { NewTriage, SiteTriage } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import type { SiteAddress } from '#scanner/model/triage/triage.ts'
import { recordAudit } from './record-audit.ts'
import { type SavedTriage, saveTriage } from './save-triage.ts'

/**
 * Says something of a site, in place of what was said before. Who may decide for its sections decides; anybody else proposes, and what is
 * decided stays beside it. Throws `Refusal`.
 */
export async function triageSite(
  tx: Transaction,
  origin: Origin,
  slug: string,
  key: string,
  wanted: NewTriage,
): Promise<SiteTriage> {
  const { tree, revision } = await openNewest(tx, slug)
  const [siteId = 0] = await findSites(tx, tree.id, revision, [key])
  const role = await getRole(tx, origin.actor, revision, [siteId])
  if (!may(role, 'propose triage')) throw forbidden('Your account may read only.')
  const isDecided = may(role, 'decide triage')
  const place = await getPlace(tx, revision, siteId)
  const saved: SavedTriage = {
    treeId: tree.id,
    siteId,
    isDecided,
    verdict: wanted.verdict,
    case: wanted.case ?? null,
    reason: wanted.reason ?? null,
    text: wanted.text ?? null,
    link: wanted.link ?? null,
    other: wanted.verdict === 'wrong-pair' ? await findOther(tx, revision, siteId, wanted.other ?? null) : null,
    functionDigest: await digestFunction(tx, revision, place),
  }
  await saveTriage(tx, origin, saved)
  const [stored] = (await listTriage(tx, tree.id, revision, { siteIds: [siteId] })).filter(
    (triage) => triage.isDecided === isDecided,
  )
  if (stored === undefined) throw new Error(`triage of site ${siteId} was saved and is not there`)
  return presentTriage(tx, revision, stored)
}

/** Takes back what was said of a site: the decision by who may decide, else one's own proposal. */
export async function withdrawTriage(tx: Transaction, origin: Origin, slug: string, key: string): Promise<void> {
  const { tree, revision } = await openNewest(tx, slug)
  const [siteId = 0] = await findSites(tx, tree.id, revision, [key])
  const role = await getRole(tx, origin.actor, revision, [siteId])
  const { participantId } = origin.actor
  const removed = await tx.$queryRaw<{ verdict: string; isDecided: boolean; reason: string | null }[]>`
    delete from triage
    where site_id = ${siteId}::int
      and (${may(role, 'decide triage')} or (not is_decided and made_by_id = ${participantId}::int))
    returning verdict, is_decided as "isDecided", reason`
  if (removed.length === 0) throw notFound('Nothing was said of this site that you could take back.')
  await recordAudit(tx, origin, {
    action: 'triage.withdrawn',
    treeId: tree.id,
    siteId,
    before: removed.map((row) => ({ ...row })),
  })
}

async function getPlace(tx: Transaction, revision: RevisionPlace, siteId: number) {
  const rows = await tx.$queryRaw<{ path: string; line: number }[]>`
    select path, line_number as line from site_span span where site_id = ${siteId}::int and ${holdsAt('span', revision)}`
  const [place] = rows
  if (place === undefined) throw new Error(`site ${siteId} has no place at the newest revision`)
  return place
}

/** The other end of a wrong pair; needs no naming where there is only one. */
async function findOther(
  tx: Transaction,
  revision: RevisionPlace,
  siteId: number,
  key: string | null,
): Promise<SiteAddress> {
  const rows = await tx.$queryRaw<(SiteAddress & { readonly key: string })[]>`
    select site.key, span.path, span.function, span.api, span.nth as ordinal
    from pair
    join site on site.id = case when pair.acquire_id = ${siteId}::int then pair.release_id else pair.acquire_id end
    join site_span span on span.site_id = site.id and ${holdsAt('span', revision)}
    where (pair.acquire_id = ${siteId}::int or pair.release_id = ${siteId}::int) and ${holdsAt('pair', revision)}`
  const fitting = key === null ? rows : rows.filter((row) => row.key === key)
  const [other] = fitting
  if (other === undefined)
    throw new Refusal(
      422,
      'No such pair',
      'The scanner pairs this site with no such other one, so the pair cannot be wrong.',
    )
  if (fitting.length > 1)
    throw new Refusal(422, 'Which pair?', 'The site has several pairs: say with "other" which of them is wrong.')
  const { key: _key, ...address } = other
  return address
}
