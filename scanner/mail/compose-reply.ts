import { encodeHeader } from '#scanner/model/telling/encode-header.ts'
import type { Mail, MailAddress } from './mail.ts'
import type { Posting } from './series.ts'
import { wrapLines } from './wrap-lines.ts'

/**
 * A mail that answers a posting with a text, as `git send-email` takes it: to its author, copied to all who got it, below its cover letter
 * or its first patch. Without a line `From:`, which is the sender's to add. `null` for patches that were never sent: there is nothing to
 * answer.
 */
export function composeReply(posting: Posting, text: string): string | null {
  const mail = posting.cover ?? posting.patches[0]
  if (mail === undefined || mail.messageId === null) return null
  const to = mail.from
  const copied = unique([...mail.to, ...mail.cc].filter(({ address }) => address !== to.address))
  const references = [...mail.ancestors.toReversed(), mail.messageId]
  return [
    `Subject: ${encodeHeader(`Re: ${mail.subject.replace(/^re:\s*/i, '')}`)}`,
    `To: ${formatAddress(to)}`,
    ...(copied.length === 0 ? [] : [`Cc: ${copied.map(formatAddress).join(',\n ')}`]),
    `In-Reply-To: ${mail.messageId}`,
    `References: ${references.join('\n ')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    attribution(mail),
    ...quoteList(posting),
    '',
    wrapLines(text),
  ].join('\n')
}

function attribution({ date, from }: Mail): string {
  const when = date === null ? '' : `On ${date.toISOString().slice(0, 10)}, `
  return `${when}${from.name || from.address} wrote:`
}

/** The patches that were looked at, as they would stand in a cover letter. */
const quoteList = ({ patches }: Posting): readonly string[] => patches.map(({ subject }) => `> ${subject}`)

function unique(addresses: readonly MailAddress[]): readonly MailAddress[] {
  return [...new Map(addresses.map((entry) => [entry.address.toLowerCase(), entry])).values()]
}

function formatAddress({ name, address }: MailAddress): string {
  const plain = address.replace(/[<>,\s]/g, '')
  if (name === '') return plain
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII has to be encoded.
  if (/[^\x00-\x7f]/.test(name)) return `${encodeHeader(name)} <${plain}>`
  return /^[\w .'-]+$/.test(name) && !name.includes('.')
    ? `${name} <${plain}>`
    : `"${name.replace(/["\\]/g, '\\$&')}" <${plain}>`
}
