import type { Origin } from '#app/_people/actor.ts'
import { mailAddress } from '#app/_people/claim.ts'
import { may } from '#app/_people/permissions.ts'
import { forbidden, notFound, wrongRequest } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { findNewest } from '#prisma/telling/find-newest.ts'
import { type Frequency, type MailKind, mailKinds } from '#scanner/model/telling/mail.ts'
import { nextDue } from '#scanner/model/telling/next-due.ts'
import { isOwnerAddress, ownerId } from './ensure-owner.ts'
import { recordAudit } from './record-audit.ts'

export interface WantedMails {
  /** Kinds that are wanted; the others are stopped. */
  readonly kinds: readonly MailKind[]
  readonly sections: readonly {
    readonly treeId: number
    readonly section: string
    readonly frequency: Frequency | 'off'
  }[]
  /** Where mails of the local owner go; others have proven where theirs do. Empty: nowhere. */
  readonly address?: string
}

/** Sets what an account is told by mail. Throws `Refusal`. */
export async function saveMailSettings(tx: Transaction, origin: Origin, wanted: WantedMails): Promise<void> {
  const { userId, participantId, role } = origin.actor
  if (!may(role, 'choose mails')) throw forbidden('Sign in first.')
  await tx.mailStop.deleteMany({ where: { participantId } })
  await tx.mailStop.createMany({
    data: mailKinds.filter((kind) => !wanted.kinds.includes(kind)).map((kind) => ({ participantId, kind })),
  })
  for (const section of wanted.sections) await saveSection(tx, userId, section)
  if (wanted.address !== undefined) await saveAddress(tx, userId, wanted.address)
  await recordAudit(tx, origin, {
    action: 'mail.chosen',
    after: {
      kinds: [...wanted.kinds],
      sections: wanted.sections.filter(({ frequency }) => frequency !== 'off').length,
    },
  })
}

async function saveSection(
  tx: Transaction,
  userId: string,
  { treeId, section, frequency }: WantedMails['sections'][number],
): Promise<void> {
  if (frequency === 'off') {
    await tx.subscription.deleteMany({ where: { userId, treeId, section } })
    return
  }
  const known = await tx.subscription.findUnique({
    where: { userId_treeId_section: { userId, treeId, section } },
    select: { id: true, frequency: true },
  })
  if (known?.frequency === frequency) return
  const dueAt = nextDue(frequency, new Date())
  if (known !== null) {
    await tx.subscription.update({ where: { id: known.id }, data: { frequency, dueAt }, select: { id: true } })
    return
  }
  if ((await tx.subsystem.count({ where: { treeId, title: section } })) === 0)
    throw notFound(`No tree has a section ${JSON.stringify(section)} any more.`)
  // whoever wants to know at once wants to know what comes; a digest begins with where things are
  const toldCommit = frequency === 'immediate' ? ((await findNewest(tx, treeId))?.commit ?? null) : null
  await tx.subscription.create({
    data: { userId, treeId, section, frequency, dueAt, toldCommit },
    select: { id: true },
  })
}

async function saveAddress(tx: Transaction, userId: string, address: string): Promise<void> {
  if (userId !== ownerId) throw forbidden('Your mails go to the address that you have proven.')
  await tx.mailAddress.deleteMany({ where: { userId } })
  if (address === '') return
  const parsed = mailAddress.safeParse(address)
  if (!parsed.success || isOwnerAddress(parsed.data)) throw wrongRequest('address: That is no mail address.')
  await tx.mailAddress.create({ data: { userId, address: parsed.data }, select: { userId: true } })
}
