import type { Transaction } from '#prisma/client.ts'
import type { MailGrant } from '#prisma/telling/mail-token.ts'
import { recordAudit } from './record-audit.ts'

/**
 * Ends the mails that a link is about, or has them sent again; doing so twice is doing so once. Whoever has the mail may: nobody has to sign
 * in to get no more of them. `false`: the link is not about that.
 */
export async function stopMails(
  tx: Transaction,
  grant: MailGrant,
  { address, isResumed = false }: { readonly address: string | null; readonly isResumed?: boolean },
): Promise<boolean> {
  if (grant.what === 'claims') return false
  const { participantId } = grant
  const changed = await change(tx, grant, isResumed)
  if (changed > 0)
    await recordAudit(
      tx,
      { actor: { participantId }, via: 'mail', address },
      {
        action: isResumed ? 'mail.resumed' : 'mail.stopped',
        subject: grant.what === 'stop-kind' ? grant.kind : `subscription ${grant.subscriptionId}`,
      },
    )
  return true
}

async function change(
  tx: Transaction,
  grant: Exclude<MailGrant, { what: 'claims' }>,
  isResumed: boolean,
): Promise<number> {
  if (grant.what === 'stop-section') {
    // what ended cannot come back: what was told is not known any more
    if (isResumed) return 0
    const { subscriptionId, participantId } = grant
    const { count } = await tx.subscription.deleteMany({
      where: { id: subscriptionId, user: { participants: { some: { id: participantId } } } },
    })
    return count
  }
  const { participantId, kind } = grant
  if (isResumed) return (await tx.mailStop.deleteMany({ where: { participantId, kind } })).count
  if ((await tx.participant.count({ where: { id: participantId } })) === 0) return 0
  return (await tx.mailStop.createMany({ data: [{ participantId, kind }], skipDuplicates: true })).count
}
