import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the mail server of a run: one behind the port of its pages. */
export const mailPort = (): number => Number(process.env.E2E_PORT ?? '3417') + 1

export function mailFolder(): string {
  const home = process.env.PINWATCH_E2E_HOME
  if (home === undefined) throw new Error('PINWATCH_E2E_HOME is not set: playwright.config.ts sets it')
  return join(home, 'mails')
}

/** Long lines of a mail may be written as quoted-printable; all of ours are ASCII then. */
const decode = (text: string): string =>
  /^Content-Transfer-Encoding: quoted-printable$/im.test(text)
    ? text
        .replace(/=\n/g, '')
        .replace(/=([\dA-F]{2})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** Mails to somebody that have come so far, in no order. */
export function readMails(to: string): readonly string[] {
  const folder = mailFolder()
  return readdirSync(folder)
    .map((name) => decode(readFileSync(join(folder, name), 'utf8')))
    .filter((text) => text.includes(`\nTo: ${to}\n`))
}
