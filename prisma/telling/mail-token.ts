import { createHmac, timingSafeEqual } from 'node:crypto'
import { type MailKind, mailKinds } from '#scanner/model/telling/mail.ts'

/** What a link of a mail lets its reader do, whoever that is: who has the mail may. */
export type MailGrant =
  | { readonly what: 'stop-kind'; readonly participantId: number; readonly kind: MailKind }
  | { readonly what: 'stop-section'; readonly participantId: number; readonly subscriptionId: number }
  /** To keep or give back the claims that a mail of the outbox was about. */
  | { readonly what: 'claims'; readonly participantId: number; readonly outboxId: number }

/** A grant in signs that stand in an address: what it says, and a signature of that (HMAC-SHA256, 43 characters of base64url). */
export function signGrant(grant: MailGrant, secret: Uint8Array): string {
  const text = write(grant)
  return `${text}.${signatureOf(text, secret)}`
}

/** The grant that a token is; `null`: we have not signed it. */
export function readGrant(token: string, secret: Uint8Array): MailGrant | null {
  const at = token.lastIndexOf('.')
  const text = token.slice(0, at)
  const [signed, expected] = [Buffer.from(token.slice(at + 1)), Buffer.from(signatureOf(text, secret))]
  if (at < 0 || signed.length !== expected.length || !timingSafeEqual(signed, expected)) return null
  const [what, participant, subject = ''] = text.split('.')
  const participantId = Number(participant)
  const kind = mailKinds.find((one) => one === subject)
  if (what === 'kind' && kind !== undefined) return { what: 'stop-kind', participantId, kind }
  if (what === 'section') return { what: 'stop-section', participantId, subscriptionId: Number(subject) }
  if (what === 'claims') return { what: 'claims', participantId, outboxId: Number(subject) }
  return null
}

function write(grant: MailGrant): string {
  switch (grant.what) {
    case 'stop-kind':
      return `kind.${grant.participantId}.${grant.kind}`
    case 'stop-section':
      return `section.${grant.participantId}.${grant.subscriptionId}`
    case 'claims':
      return `claims.${grant.participantId}.${grant.outboxId}`
  }
}

/** The first words keep the secret from meaning the same elsewhere. */
const signatureOf = (text: string, secret: Uint8Array): string =>
  createHmac('sha256', secret).update(`pinwatch mail link: ${text}`).digest('base64url')
