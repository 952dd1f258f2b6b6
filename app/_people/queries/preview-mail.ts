import type { Actor } from '#app/_people/actor.ts'
import type { Transaction } from '#prisma/client.ts'
import { stoppedAs } from '#prisma/telling/compose-outbox-mail.ts'
import { findRecipient } from '#prisma/telling/find-recipient.ts'
import { getClaimMail } from '#prisma/telling/get-claim-mail.ts'
import { getDigest } from '#prisma/telling/get-digest.ts'
import { claimsLink, stopLinks } from '#prisma/telling/mail-links.ts'
import { getMailSecret } from '#prisma/telling/mail-secret.ts'
import type { ClaimMailKind } from '#scanner/model/telling/claim-mail.ts'
import { composeClaimMail } from '#scanner/model/telling/compose-claim-mail.ts'
import { composeDigest } from '#scanner/model/telling/compose-digest.ts'
import { formatMail } from '#scanner/model/telling/format-mail.ts'
import type { Teller } from '#scanner/model/telling/mail.ts'
import { whyNothing } from '#scanner/model/telling/why-nothing.ts'

export interface PreviewedMail {
  readonly treeName: string
  /** As it would go over the wire. */
  readonly text: string
}

/** What stands for an address while there is none. */
const nowhere = 'nobody@localhost'
/** No row of the outbox: links of a preview change nothing. */
const noRow = 0

/** A mail, or why there would be none, as a sentence. */
export type PreviewedDigest = PreviewedMail | { readonly nothing: string }

/** The digest of a section as it would be sent to somebody now; `null`: there is no such section. */
export async function previewDigest(
  database: Transaction,
  actor: Actor,
  teller: Teller,
  wish: { readonly slug: string; readonly section: string },
): Promise<PreviewedDigest | null> {
  const found = await getDigest(database, wish)
  if (found.state !== 'found') return null
  const nothing = whyNothing(found.digest)
  if (nothing !== null) return { nothing }
  const { to, participantId } = await recipientOf(database, actor)
  const secret = await getMailSecret(database)
  const stop = stopLinks({ what: 'stop-section', participantId, subscriptionId: noRow }, teller.url, secret)
  const mail = composeDigest(found.digest, {
    url: teller.url,
    to,
    sent: { subscriptionId: noRow, at: new Date(), stop },
  })
  return { treeName: found.digest.tree.name, text: formatMail(mail, teller) }
}

/** Mails about what somebody has claimed, one a tree, as if all of it were told now. */
export async function previewClaimMails(
  database: Transaction,
  actor: Actor,
  teller: Teller,
  kind: ClaimMailKind,
): Promise<readonly PreviewedMail[]> {
  const { to, participantId } = await recipientOf(database, actor)
  const secret = await getMailSecret(database)
  const previews: PreviewedMail[] = []
  for (const { treeId, claimIds, byId } of await listTold(database, actor, kind)) {
    const told = await getClaimMail(database, { kind, treeId, claimIds, byId })
    if (told === null) continue
    const mail = composeClaimMail(told, {
      url: teller.url,
      to,
      id: `${kind}.${noRow}`,
      participantId,
      claimsPage: claimsLink({ what: 'claims', participantId, outboxId: noRow }, teller.url, secret),
      sent: {
        at: new Date(),
        stop: stopLinks({ what: 'stop-kind', participantId, kind: stoppedAs(kind) }, teller.url, secret),
      },
    })
    previews.push({ treeName: told.tree.name, text: formatMail(mail, teller) })
  }
  return previews
}

async function recipientOf(database: Transaction, { participantId }: Actor) {
  const recipient = await findRecipient(database, participantId)
  return { to: recipient?.address ?? nowhere, participantId: recipient?.participantId ?? participantId }
}

/** More would be no preview any more. */
const claimsMax = 200

function listTold(database: Transaction, { userId }: Actor, kind: ClaimMailKind) {
  return database.$queryRaw<{ treeId: number; claimIds: number[]; byId: number | null }[]>`
    with own as (
      select claim.id, claim.tree_id, claim.made_by_id
      from claim join participant on participant.id = claim.person_id
      where participant.user_id = ${userId}
        and case ${kind}::text
          when 'landed' then claim.state = 'done'
          when 'expired' then claim.state = 'expired'
          else claim.ended_at is null
        end
      order by claim.id desc limit ${claimsMax}
    )
    select tree_id as "treeId", array_agg(id) as "claimIds",
      case when ${kind}::text = 'assigned' then max(made_by_id) end as "byId"
    from own group by tree_id order by tree_id`
}
