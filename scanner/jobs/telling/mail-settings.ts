import type { Environment } from '#scanner/environment.ts'
import { senderOf } from '#scanner/model/telling/sender-of.ts'
import type { MailSettings } from './tell-by-mail.ts'

/** What mails are sent with; `null`: none are. */
export function mailSettings(
  { smtpUrl, publicUrl, mailFrom }: Environment,
  warn: (sentence: string) => void,
): MailSettings | null {
  if (smtpUrl === null) return null
  if (publicUrl !== null) return { smtpUrl, url: publicUrl, from: senderOf(mailFrom, publicUrl) }
  warn('SMTP_URL is set, but PINWATCH_URL is not: no mails are sent, since their links would lead nowhere.')
  return null
}
