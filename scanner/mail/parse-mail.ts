import PostalMime, { type Address, type Email } from 'postal-mime'
import type { Mail, MailAddress, RawMail } from './mail.ts'
import { parseSubject } from './parse-subject.ts'

/** Decodes one mail. Never fails: what cannot be read is empty. */
export async function parseMail(raw: RawMail): Promise<Mail> {
  const email = await parse(raw.content)
  const subject = clean(email.subject)
  const text = allText(email)
  const contentType = email.headers.find(({ key }) => key === 'content-type')?.value ?? ''
  return {
    ...raw,
    ...parseSubject(subject),
    messageId: idsOf(email.messageId)[0] ?? null,
    ancestors: ancestorsOf(email),
    subject,
    from: flatten(email.from === undefined ? [] : [email.from])[0] ?? { name: '', address: '' },
    to: flatten(email.to ?? []),
    cc: flatten(email.cc ?? []),
    date: dateOf(email.date),
    text,
    holdsPatch: /^(?:diff --git |Index: |--- \S.*\n\+\+\+ \S)/m.test(text),
    isFlowed: /format\s*=\s*"?flowed/i.test(contentType),
  }
}

/** The library refuses what is nested or long beyond all measure; then there is nothing to sort by. */
async function parse(content: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(content, { attachmentEncoding: 'utf8' })
  } catch {
    return { headers: [], headerLines: [], attachments: [] }
  }
}

/** The text, and attached files that are text or patches: git takes a patch from either. */
function allText({ text, attachments }: Email): string {
  const attached = attachments.flatMap(({ content, mimeType, filename }) =>
    typeof content === 'string' && (/^text\//.test(mimeType) || /\.(?:patch|diff)$/.test(filename ?? ''))
      ? [content]
      : [],
  )
  return [text ?? '', ...attached].join('\n').replace(/\r\n/g, '\n')
}

/** Nearest first: In-Reply-To, then References from its end. */
function ancestorsOf({ inReplyTo, references }: Email): readonly string[] {
  return [...new Set([...idsOf(inReplyTo).slice(0, 1), ...idsOf(references).toReversed()])]
}

const idsOf = (header: string | undefined): readonly string[] => header?.match(/<[^<>\s]+>/g) ?? []

function flatten(addresses: readonly Address[]): readonly MailAddress[] {
  return addresses
    .flatMap((entry) => (entry.group === undefined ? [entry] : entry.group))
    .map(({ name, address }) => ({ name: clean(name), address: clean(address) }))
}

/** A header's text on one line, whatever was encoded in it. */
const clean = (text: string | undefined): string => (text ?? '').replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()

function dateOf(date: string | undefined): Date | null {
  const time = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(time) ? null : new Date(time)
}
