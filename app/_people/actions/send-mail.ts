import { createTransport } from 'nodemailer'

export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text. */
  readonly text: string
}

/** Sends a mail now, by the server of `SMTP_URL`. Rejects where it does not take it. */
export async function sendMail({ to, subject, text }: Mail): Promise<void> {
  const transport = createTransport(process.env.SMTP_URL ?? '', { from: senderOf(process.env) })
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

function senderOf(env: NodeJS.ProcessEnv): string {
  const host = URL.canParse(env.PINWATCH_URL ?? '') ? new URL(env.PINWATCH_URL ?? '').hostname : 'localhost'
  return env.MAIL_FROM || `pinwatch@${host}`
}
