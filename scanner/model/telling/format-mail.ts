import { encodeHeader } from './encode-header.ts'
import type { Mail, Teller } from './mail.ts'
import { oneLine } from './one-line.ts'

/**
 * A mail as it goes over the wire, but for its line ends, which are those of a text: plain text that a kernel list takes. Whatever is in its
 * parts, no header is written but these, each one value. RFC 5322, 2369 and 8058 (List-*), 3834 (Auto-Submitted).
 */
export function formatMail(mail: Mail, { url, from }: Teller): string {
  const { hostname } = new URL(url)
  const id = (left: string) => `<${atoms(left)}@${hostname}>`
  const headers = [
    `From: ${oneLine(from)}`,
    ...(mail.to === null ? [] : [`To: ${oneLine(mail.to)}`]),
    `Subject: [pinwatch] ${encodeHeader(oneLine(mail.subject))}`,
    ...(mail.sent === null ? [] : [`Date: ${mail.sent.at.toUTCString().replace('GMT', '+0000')}`]),
    `Message-ID: ${id(mail.id)}`,
    `In-Reply-To: ${id(mail.thread)}`,
    `References: ${id(mail.thread)}`,
    `List-Id: <${atoms(mail.list)}.${hostname}>`,
    ...(mail.sent === null
      ? []
      : [
          `List-Unsubscribe: <${mail.sent.stop.oneClick}>`,
          'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
          'Auto-Submitted: auto-generated',
        ]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  const footer = mail.sent === null ? [] : [`-- \nTo get no such mails any more:\n${mail.sent.stop.page}`]
  return `${headers.join('\n')}\n\n${[...mail.paragraphs, ...footer].join('\n\n')}\n`
}

/** Slugs and numbers as they are; anything else would end the id. */
const atoms = (text: string): string => text.replace(/[^\w.+=-]/g, '-')
