import type { Digest, DigestEvent, DigestSite } from './digest.ts'
import type { Mail, Teller } from './mail.ts'
import { oneLine } from './one-line.ts'
import { wrapText } from './wrap-text.ts'

export interface DigestOptions extends Pick<Teller, 'url'> {
  readonly to: string | null
  /** It is sent for what is new alone. */
  readonly isImmediate?: boolean
  /** Of a mail that is sent to somebody: what tells it from the same digest to others. */
  readonly sent?: { readonly subscriptionId: number } & NonNullable<Mail['sent']>
}

/**
 * A digest as a mail, in lines of 72 columns but for paths and links that are longer. Of the same revision it is the same mail with the same
 * Message-ID, and all of a section are answers to one that was never sent, so that readers see a thread.
 */
export function composeDigest(digest: Digest, { url, to, sent, isImmediate = false }: DigestOptions): Mail {
  const { tree, section, revision, open, converted } = digest
  const thread = `digest.${tree.slug}.${section.slug}`
  const site = (one: DigestSite) => formatSite(one, `${url}/${tree.slug}/${one.key}`)
  return {
    to,
    subject: `${tree.name} ${revision.label}: ${isImmediate ? `${digest.newlyOpen} new` : open.length} to convert in ${section.title}`,
    paragraphs: [
      wrapText(
        `${oneLine(section.title)} in ${oneLine(tree.name)} ${oneLine(revision.label)} (${revision.committedAt.toISOString().slice(0, 10)}): ` +
          `${converted} acquire sites of user pages are converted to pin_user_pages*(), ${open.length} are not yet.`,
      ),
      ...(open.length === 0 ? [] : [['To be converted:', '', ...open.flatMap(site)].join('\n')]),
      ...(digest.events.length === 0
        ? []
        : [
            [
              `Since ${oneLine(digest.before ?? 'the revision before')}:`,
              '',
              ...digest.events.flatMap(formatEvent),
            ].join('\n'),
          ]),
      `Who works on what:\n${url}/${tree.slug}/board?subsystem=${section.slug}`,
    ],
    id: `${thread}.${revision.commit.slice(0, 12)}${sent === undefined ? '' : `.s${sent.subscriptionId}`}`,
    thread,
    list: `${section.slug}.${tree.slug}`,
    sent: sent ?? null,
  }
}

function formatSite({ path, line, function: name, api, status, people }: DigestSite, link: string): readonly string[] {
  const who = people.length === 0 ? 'nobody works on it' : people.map(oneLine).join(', ')
  return [
    `  ${oneLine(path)}:${line}`,
    wrapText(`${status}: ${api}()${name === null ? '' : ` in ${oneLine(name)}()`}, ${who}`, '    '),
    `    ${link}`,
  ]
}

function formatEvent({ kind, path, function: name, commit, subject }: DigestEvent): readonly string[] {
  const by = commit === null ? '' : `by ${commit.slice(0, 12)}${subject === null ? '' : ` ("${oneLine(subject)}")`}`
  return [
    `  ${kind}: ${oneLine(path)}${name === null ? '' : ` ${oneLine(name)}()`}`,
    ...(by === '' ? [] : [wrapText(by, '    ')]),
  ]
}
