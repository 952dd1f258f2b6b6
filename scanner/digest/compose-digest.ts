import type { Digest, DigestEvent, DigestSite } from './digest.ts'

export interface DigestOptions {
  /** Public address of the pages, without a slash at its end; ids of mails are made of its host. */
  readonly url: string
  readonly from: string
  readonly to: string | null
}

const columns = 72

/**
 * A digest as a mail that a kernel list takes: plain text of 72 columns, but for paths and links that are longer. Of the same revision it is
 * the same mail with the same Message-ID, and all of a section are answers to one that was never sent, so that readers see a thread.
 */
export function composeDigest(digest: Digest, { url, from, to }: DigestOptions): string {
  const { tree, section, revision, open, converted } = digest
  const host = new URL(url).hostname
  const thread = `digest.${tree.slug}.${section.slug}@${host}`
  const subject = `${tree.name} ${revision.label}: ${open.length} to convert in ${section.title}`
  const headers = [
    `From: ${headerText(from)}`,
    ...(to === null ? [] : [`To: ${headerText(to)}`]),
    `Subject: [pinwatch] ${encodeHeader(subject)}`,
    `Message-ID: <digest.${tree.slug}.${section.slug}.${revision.commit.slice(0, 12)}@${host}>`,
    `In-Reply-To: <${thread}>`,
    `References: <${thread}>`,
    `List-Id: <${section.slug}.${tree.slug}.${host}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  const body = [
    wrap(
      `${bodyText(section.title)} in ${tree.name} ${revision.label} (${revision.committedAt.toISOString().slice(0, 10)}): ` +
        `${converted} acquire sites of user pages are converted to pin_user_pages*(), ${open.length} are not yet.`,
    ),
    ...(open.length === 0 ? [] : [['To be converted:', '', ...open.flatMap(formatSite)].join('\n')]),
    ...(digest.events.length === 0
      ? []
      : [[`Since ${digest.before ?? 'the revision before'}:`, '', ...digest.events.flatMap(formatEvent)].join('\n')]),
    `Who works on what:\n${url}/${tree.slug}/board?subsystem=${section.slug}`,
  ]
  return `${headers.join('\n')}\n\n${body.join('\n\n')}\n`
}

function formatSite({ path, line, function: name, api, status, people }: DigestSite): readonly string[] {
  const who = people.length === 0 ? 'nobody works on it' : people.map(bodyText).join(', ')
  return [
    `  ${bodyText(path)}:${line}`,
    wrap(`${status}: ${api}()${name === null ? '' : ` in ${bodyText(name)}()`}, ${who}`, '    '),
  ]
}

function formatEvent({ kind, path, function: name, commit, subject }: DigestEvent): readonly string[] {
  const by = commit === null ? '' : `by ${commit.slice(0, 12)}${subject === null ? '' : ` ("${bodyText(subject)}")`}`
  return [
    `  ${kind}: ${bodyText(path)}${name === null ? '' : ` ${bodyText(name)}()`}`,
    ...(by === '' ? [] : [wrap(by, '    ')]),
  ]
}

/** Lines of 72 columns at most, broken at blanks. A word that is longer stands alone. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > columns) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line].join('\n')
}

/** Names of functions, subjects of commits and authors may hold anything: in a mail they are one line of visible characters. */
const bodyText = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

/** A header ends at a line break, and whatever follows would be one of its own. */
const headerText = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

/** RFC 2047 where it is not ASCII. */
function encodeHeader(text: string): string {
  const plain = headerText(text)
  return /^[\x20-\x7e]*$/.test(plain) ? plain : `=?utf-8?B?${Buffer.from(plain).toString('base64')}?=`
}
