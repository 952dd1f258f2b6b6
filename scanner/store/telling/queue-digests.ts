import type { Database, Transaction } from '#prisma/client.ts'
import { findNewest } from '#prisma/telling/find-newest.ts'
import { findRecipient } from '#prisma/telling/find-recipient.ts'
import { getDigest } from '#prisma/telling/get-digest.ts'
import { stopLinks } from '#prisma/telling/mail-links.ts'
import { getMailSecret } from '#prisma/telling/mail-secret.ts'
import { composeDigest } from '#scanner/model/telling/compose-digest.ts'
import { formatMail } from '#scanner/model/telling/format-mail.ts'
import type { Frequency, Teller } from '#scanner/model/telling/mail.ts'
import { nextDue } from '#scanner/model/telling/next-due.ts'
import { whyNothing } from '#scanner/model/telling/why-nothing.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

interface DueSubscription {
  readonly id: number
  readonly userId: string
  readonly treeId: number
  readonly slug: string
  readonly section: string
  readonly frequency: Frequency
  readonly toldCommit: string | null
}

/** Digests of one transaction: each takes a few queries. */
const digestsAtOnce = 20

/**
 * Writes the digests that are due, and when each subscription is due next, in one transaction; resolves to how many subscriptions were looked
 * at. What somebody was told of is kept with the subscription: of a revision nobody is told twice, whatever fails behind it. A tree that is
 * being scanned is left for later, since commits are found after sites.
 */
export function queueDigests(db: Database, teller: Teller, now: Date = new Date()): Promise<number> {
  return withDatabaseErrors('writing digests', () =>
    db.$transaction(
      async (tx) => {
        const due = await tx.$queryRaw<DueSubscription[]>`
          select subscription.id, subscription.user_id as "userId", tree.id as "treeId", tree.slug, subscription.section,
            subscription.frequency, subscription.told_commit as "toldCommit"
          from subscription join tree on tree.id = subscription.tree_id
          where subscription.due_at <= ${now}
            and not exists (select from scan where scan.tree_id = tree.id and scan.state = 'running')
          order by subscription.due_at limit ${digestsAtOnce}
          for update of subscription skip locked`
        for (const subscription of due) await look(tx, subscription, { teller, now })
        return due.length
      },
      { timeout: 60_000, maxWait: 10_000 },
    ),
  )
}

async function look(
  tx: Transaction,
  subscription: DueSubscription,
  { teller, now }: { readonly teller: Teller; readonly now: Date },
): Promise<void> {
  const { id, treeId, frequency, toldCommit } = subscription
  const newest = await findNewest(tx, treeId)
  if (newest !== null && newest.commit !== toldCommit) await tell(tx, subscription, { teller, now })
  await tx.subscription.update({
    where: { id },
    data: { toldCommit: newest?.commit ?? toldCommit, dueAt: nextDue(frequency, now) },
    select: { id: true },
  })
}

async function tell(
  tx: Transaction,
  { id, userId, treeId, slug, section, frequency, toldCommit }: DueSubscription,
  { teller, now }: { readonly teller: Teller; readonly now: Date },
): Promise<void> {
  const found = await getDigest(tx, { slug, section, since: toldCommit })
  // a section may be gone from MAINTAINERS, and come back
  if (found.state !== 'found') return
  const { digest } = found
  const isImmediate = frequency === 'immediate'
  const isFirst = toldCommit === null && whyNothing(digest) === null
  const isNews = isImmediate ? digest.newlyOpen > 0 : digest.events.length > 0 || isFirst
  const own = isNews ? await findOwnParticipant(tx, userId) : null
  const recipient = own === null ? null : await findRecipient(tx, own)
  if (recipient === null || recipient.address === null) return
  const { address, participantId } = recipient
  const stop = stopLinks(
    { what: 'stop-section', participantId, subscriptionId: id },
    teller.url,
    await getMailSecret(tx),
  )
  const mail = composeDigest(digest, {
    url: teller.url,
    to: address,
    isImmediate,
    sent: { subscriptionId: id, at: now, stop },
  })
  await tx.outbox.createMany({
    data: [
      {
        key: `digest ${id} ${digest.revision.commit}`,
        channel: 'mail',
        kind: 'digest',
        participantId,
        treeId,
        data: { subscription: id },
        message: { to: address, text: formatMail(mail, teller) },
      },
    ],
    skipDuplicates: true,
  })
}

async function findOwnParticipant(tx: Transaction, userId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    select participant.id from participant join "user" account on account.id = participant.user_id
    where account.id = ${userId} order by participant.email = lower(account.email) desc, participant.id limit 1`
  return row?.id ?? null
}
