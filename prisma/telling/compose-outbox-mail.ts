import type { Transaction } from '#prisma/client.ts'
import type { ClaimMailKind } from '#scanner/model/telling/claim-mail.ts'
import { composeClaimMail } from '#scanner/model/telling/compose-claim-mail.ts'
import type { Mail, MailKind, Teller } from '#scanner/model/telling/mail.ts'
import { findRecipient } from './find-recipient.ts'
import { getClaimMail } from './get-claim-mail.ts'
import { claimsLink, stopLinks } from './mail-links.ts'
import { getMailSecret } from './mail-secret.ts'

/** A mail about claims that waits in the outbox. */
export interface WaitingClaimMail {
  readonly id: number
  readonly createdAt: Date
  readonly kind: ClaimMailKind
  readonly participantId: number
  readonly treeId: number
  readonly claimIds: readonly number[]
  readonly byId: number | null
}

export type ComposedMail =
  | { readonly state: 'composed'; readonly mail: Mail & { readonly to: string } }
  /** Why nobody is to be told any more. */
  | { readonly state: 'dropped'; readonly why: string }

const dropped = (why: string): ComposedMail => ({ state: 'dropped', why })

/** The mail that a row of the outbox becomes, as of now. What nobody wants or is not true any more is dropped. */
export async function composeOutboxMail(
  db: Transaction,
  row: WaitingClaimMail,
  { url }: Pick<Teller, 'url'>,
): Promise<ComposedMail> {
  const recipient = await findRecipient(db, row.participantId)
  if (recipient === null) return dropped('whoever it was to is forgotten')
  const { participantId, address } = recipient
  if (address === null) return dropped('whoever it was to has no mail address')
  const kind = stoppedAs(row.kind)
  if (recipient.stopped.includes(kind)) return dropped('whoever it was to wants no such mails')
  const claims = await getClaimMail(db, row)
  if (claims === null) return dropped('nothing of it is so any more')
  const secret = await getMailSecret(db)
  const mail = composeClaimMail(claims, {
    url,
    to: address,
    // numbers of rows begin anew with a new database, times do not
    id: `${row.kind}.${row.id}.${Math.floor(row.createdAt.getTime() / 1000)}`,
    participantId,
    claimsPage: claimsLink({ what: 'claims', participantId, outboxId: row.id }, url, secret),
    sent: { at: row.createdAt, stop: stopLinks({ what: 'stop-kind', participantId, kind }, url, secret) },
  })
  return { state: 'composed', mail: { ...mail, to: address } }
}

/** Whoever wants no reminders is not told either that they were not heeded. */
export const stoppedAs = (kind: ClaimMailKind): MailKind => (kind === 'expired' ? 'reminder' : kind)
