import { escapeXml } from '#app/_web/escape-xml.ts'
import { abbreviateCommit } from '#app/_web/format.ts'
import { eventsPath, sitePath } from '#app/_web/routes.ts'
import type { ListedEvent } from './queries/list-events.ts'
import type { Step } from './queries/list-steps.ts'

interface FeedOptions {
  readonly title: string
  readonly slug: string
  /** Of the server, without a slash at its end. */
  readonly base: string
  /** Path of the feed itself, and of the page that it is about. */
  readonly selfPath: string
  readonly pagePath: string
  /** When the tree was last published. */
  readonly updated: Date
}

/** Events as a feed that mail programs and readers follow: Atom, RFC 4287. The newest stand first. */
export function atomFeed(
  events: readonly ListedEvent[],
  steps: readonly Step[],
  { title, slug, base, selfPath, pagePath, updated }: FeedOptions,
): string {
  const byId = new Map(steps.map((step) => [step.revision.id, step]))
  const entries = events.flatMap((event) => {
    const step = byId.get(event.revisionId)
    return step === undefined ? [] : [entry(event, step, { slug, base })]
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escapeXml(title)}</title>
<id>${escapeXml(`${base}${pagePath}`)}</id>
<link rel="self" type="application/atom+xml" href="${escapeXml(`${base}${selfPath}`)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(`${base}${pagePath}`)}"/>
<updated>${updated.toISOString()}</updated>
<author><name>Pinwatch</name></author>
<generator>Pinwatch</generator>
${entries.join('')}</feed>
`
}

function entry(
  event: ListedEvent,
  { revision, base: before }: Step,
  { slug, base }: { readonly slug: string; readonly base: string },
): string {
  // a site that is gone is shown where it was last
  const rev = event.kind === 'gone' ? before.name : revision.name
  const href = `${base}${sitePath(slug, { rev }, event.key)}`
  const where = `${event.path}:${event.line}`
  return `<entry>
<title>${escapeXml(`${event.kind}: ${event.api} at ${where}`)}</title>
<id>${escapeXml(`urn:pinwatch:event:${slug}:${revision.commit}:${event.kind}:${event.key}`)}</id>
<link rel="alternate" type="text/html" href="${escapeXml(href)}"/>
<updated>${revision.committedAt.toISOString()}</updated>
${event.authorName === null ? '' : `<author><name>${escapeXml(event.authorName)}</name></author>\n`}<category term="${event.kind}"/>
<content type="text">${escapeXml(describe(event, revision.label, `${base}${eventsPath(slug, { rev: revision.name })}`))}</content>
</entry>
`
}

function describe(event: ListedEvent, label: string, all: string): string {
  const { path, line, function: name, api, role, status, was, commit, subject } = event
  return [
    `${path}:${line}${name === null ? '' : `, in ${name}()`}: ${api}, ${role}.`,
    was === null || was.status === status ? `Status: ${status}.` : `Status: ${was.status} before, ${status} now.`,
    ...(commit === null ? [] : [`Commit ${abbreviateCommit(commit)} ("${subject ?? ''}").`]),
    `Seen in ${label}; all that happened there: ${all}`,
  ].join('\n')
}
