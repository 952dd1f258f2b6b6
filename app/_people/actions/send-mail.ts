import { createTransport } from 'nodemailer'
import { senderOf } from '#scanner/model/telling/sender-of.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text. */
  readonly text: string
}

/** Sends a mail now, by the server of `SMTP_URL`. Rejects where it does not take it. */
export async function sendMail({ to, subject, text }: Mail): Promise<void> {
  const transport = createTransport(process.env.SMTP_URL ?? '', {
    from: senderOf(process.env.MAIL_FROM || null, process.env.PINWATCH_URL || null),
  })
  try {
    await transport.sendMail({
      to: { name: '', address: to },
      subject,
      text,
      disableUrlAccess: true,
      disableFileAccess: true,
    })
  } finally {
    transport.close()
  }
}
