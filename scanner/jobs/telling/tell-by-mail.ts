import type { Teller } from '#scanner/model/telling/mail.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { endAttempt, giveBackRows } from '#scanner/store/telling/end-outbox.ts'
import { prepareMail } from '#scanner/store/telling/prepare-mail.ts'
import { queueDigests } from '#scanner/store/telling/queue-digests.ts'
import { queueReminders } from '#scanner/store/telling/queue-reminders.ts'
import { takeOutbox } from '#scanner/store/telling/take-outbox.ts'
import { openSmtp } from './send-by-smtp.ts'

/** What mails need: a server that takes them, and an address of ours that links lead to. */
export interface MailSettings extends Teller {
  readonly smtpUrl: string
}

/** What came of a round. `answer` is what the server, or whatever stands between, said. */
export type MailRound =
  | { readonly kind: 'idle' }
  | { readonly kind: 'told'; readonly sent: number }
  | { readonly kind: 'away'; readonly answer: string }

const mailsAtOnce = 20
/** When what was not tried for a server that is away is due again. */
const awayMs = 60_000

/**
 * One round: writes what is due, and sends what waits. A server that is away is asked once a round, and what waits behind that keeps its
 * place; what it says of one mail is for that mail alone. Rejects only for the database.
 */
export async function tellByMail(db: Store, { smtpUrl, ...teller }: MailSettings): Promise<MailRound> {
  await queueReminders(db)
  await queueDigests(db, teller)
  const rows = await takeOutbox(db, 'mail', mailsAtOnce)
  const smtp = openSmtp(smtpUrl, teller.from)
  let tried = 0
  let sent = 0
  try {
    for (const [index, row] of rows.entries()) {
      const mail = await prepareMail(db, row, teller)
      if (mail === null) continue
      const attempt = await smtp.send(mail)
      await endAttempt(db, row, attempt)
      tried++
      if (attempt.outcome === 'taken') sent++
      if (attempt.outcome === 'unreachable') {
        await giveBackRows(db, rows.slice(index + 1), awayMs)
        return { kind: 'away', answer: attempt.answer }
      }
    }
  } finally {
    smtp.close()
  }
  return tried === 0 ? { kind: 'idle' } : { kind: 'told', sent }
}
