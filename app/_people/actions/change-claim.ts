import { getSettings } from '#app/_data/get-settings.ts'
import type { AuditOrigin } from '#app/_people/actor.ts'
import type { ClaimChange } from '#app/_people/claim.ts'
import type { StoredClaim } from '#app/_people/queries/get-claim.ts'
import { Refusal } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

/** Changes an open claim; whatever is said of it is news, so its time begins anew. Refuses one that has ended meanwhile. */
export async function changeClaim(
  tx: Transaction,
  origin: AuditOrigin,
  claim: StoredClaim,
  { state, note, link, due }: ClaimChange,
): Promise<void> {
  const { 'claim-days': days } = await getSettings(tx)
  const rows = await tx.$queryRaw<{ state: string }[]>`
    update claim
    set state = coalesce(${state ?? null}::text, state),
      note = case when ${note !== undefined} then nullif(${note ?? null}::text, '') else note end,
      link = case when ${link !== undefined} then ${link ?? null}::text else link end,
      due = case when ${due !== undefined} then ${due ?? null}::date else due end,
      updated_at = now(), reminded_at = null, expires_at = now() + make_interval(days => ${days}::int)
    where id = ${claim.id}::int and ended_at is null
    returning state`
  if (rows.length === 0) throw endedAlready()
  await recordAudit(tx, origin, {
    action: 'claim.changed',
    treeId: claim.treeId,
    siteId: claim.siteId,
    subject: `claim ${claim.id}`,
    before: { state: claim.state, note: claim.note, link: claim.link, due: claim.due },
    after: {
      state: state ?? claim.state,
      note: note === undefined ? claim.note : note,
      link: link === undefined ? claim.link : link,
      due: due === undefined ? claim.due : due,
    },
  })
}

/** Ends an open claim; it is kept as `withdrawn`. */
export async function withdrawClaim(tx: Transaction, origin: AuditOrigin, claim: StoredClaim): Promise<void> {
  const changed = await tx.$executeRaw`
    update claim set state = 'withdrawn', ended_at = now(), updated_at = now()
    where id = ${claim.id}::int and ended_at is null`
  if (changed === 0) throw endedAlready()
  await recordAudit(tx, origin, {
    action: 'claim.withdrawn',
    treeId: claim.treeId,
    siteId: claim.siteId,
    subject: `claim ${claim.id}`,
    before: { state: claim.state, person: claim.personId },
    after: { state: 'withdrawn' },
  })
}

const endedAlready = (): Refusal =>
  new Refusal(409, 'The claim has ended', 'It is done, expired or withdrawn; claim the site again if you work on it.')
