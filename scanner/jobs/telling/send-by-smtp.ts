import { createTransport, type Transporter } from 'nodemailer'
import type { Attempt } from '#scanner/store/telling/end-outbox.ts'

/** A mail as it goes over the wire. */
export interface WireMail {
  readonly to: string
  /** Headers and body, with line ends of a text. */
  readonly text: string
}

export interface SmtpSession {
  /** Hands one mail over. `unreachable` says nothing of the mail: the server is away, or does not let us in. */
  send(mail: WireMail): Promise<Attempt>
  close(): void
}

const secondMs = 1000

/** A connection to the mail server, made with the first mail. `from` is whom the server tells what cannot be delivered. */
export function openSmtp(url: string, from: string): SmtpSession {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: 15 * secondMs,
    greetingTimeout: 15 * secondMs,
    socketTimeout: 60 * secondMs,
  })
  return { send: (mail) => send(transport, from, mail), close: () => transport.close() }
}

async function send(transport: Transporter, from: string, { to, text }: WireMail): Promise<Attempt> {
  const begin = performance.now()
  const tell = (attempt: Omit<Attempt, 'ms'>): Attempt => ({ ...attempt, ms: performance.now() - begin })
  try {
    // as it was written: what a preview shows is what is sent
    const raw = text.replace(/\r?\n/g, '\r\n')
    const { response = '' } = await transport.sendMail({ envelope: { from, to, use8BitMime: true }, raw })
    return tell({ outcome: 'taken', status: statusOf(response), answer: response })
  } catch (error) {
    return tell(judge(error))
  }
}

const statusOf = (response: string): number | null => {
  const [, digits] = /^(\d{3})\b/.exec(response) ?? []
  return digits === undefined ? null : Number(digits)
}

/** RFC 5321 4.2: answers of the 500s are for ever, of the 400s for now; 421 ends the connection, whatever it was about. */
function judge(error: unknown): Omit<Attempt, 'ms'> {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string } // of nodemailer
  const answer = message ?? String(error)
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  // an address that is none was never handed over
  if (code === 'EENVELOPE' && responseCode === undefined) return { outcome: 'rejected', status: null, answer }
  if (responseCode === undefined || responseCode === 421 || !isOfMail)
    return { outcome: 'unreachable', status: responseCode ?? null, answer }
  return { outcome: responseCode >= 500 ? 'rejected' : 'refused', status: responseCode, answer }
}
