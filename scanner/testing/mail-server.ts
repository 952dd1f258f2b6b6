import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, with line ends of a text. */
  readonly text: string
}

export interface MailServer {
  readonly url: string
  readonly port: number
  /** What came, in its order. */
  readonly mails: ReceivedMail[]
  /** Answers for addresses that it does not take, as 550 or 451. */
  readonly refused: Map<string, number>
  close(): Promise<void>
}

/**
 * A mail server on a loopback port, which keeps what it gets. On a port that it had before, if one is given; `onMail` is told of each mail
 * before its sender is.
 */
export async function startMailServer(port = 0, onMail: (mail: ReceivedMail) => void = () => {}): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const refused = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const responseCode = refused.get(address)
      done(responseCode === undefined ? null : Object.assign(new Error('not here'), { responseCode }))
    },
    onData(stream, { envelope }, done) {
      text(stream).then((received) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        const mail = { from, to, text: received.replaceAll('\r\n', '\n') }
        mails.push(mail)
        onMail(mail)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const listening = server.server.address() as AddressInfo // it listens on a port
  return {
    url: `smtp://127.0.0.1:${listening.port}`,
    port: listening.port,
    mails,
    refused,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
