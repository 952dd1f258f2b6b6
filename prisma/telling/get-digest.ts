import type { Transaction } from '#prisma/client.ts'
import type { Digest, DigestEvent, DigestSite } from '#scanner/model/telling/digest.ts'
import { findNewest, type NewestRevision } from './find-newest.ts'

export type FoundDigest =
  | { readonly state: 'found'; readonly digest: Digest }
  | { readonly state: 'no-tree' | 'no-revision' | 'no-section' }

export interface DigestWish {
  /** Of the tree. */
  readonly slug: string
  /** Title of a section, or its slug. */
  readonly section: string
  /** Commit of the revision since which is told what happened; `null`: nothing of that. Unless given: the revision before the newest. */
  readonly since?: string | null
}

/** What is to be told of a section at the newest revision of a tree. Sites count for any of their sections. */
export async function getDigest(db: Transaction, { slug, section, since }: DigestWish): Promise<FoundDigest> {
  const tree = await db.tree.findUnique({ where: { slug }, select: { id: true, slug: true, name: true } })
  if (tree === null) return { state: 'no-tree' }
  const revision = await findNewest(db, tree.id)
  if (revision === null) return { state: 'no-revision' }
  const [named] = await db.$queryRaw<{ id: number; title: string; slug: string }[]>`
    select id, title, slug from subsystem
    where tree_id = ${tree.id} and (slug = ${section} or lower(title) = lower(${section})) limit 1`
  if (named === undefined) return { state: 'no-section' }
  const sites = await listSites(db, named.id, revision)
  const before = since === null ? null : await findBefore(db, revision, since)
  const events = before === null ? [] : await listEvents(db, named.id, revision, before.ordinal)
  const open = sites.filter(({ status }) => status !== 'converted')
  const wrong = new Set(open.filter(({ status }) => status !== 'unknown').map(({ key }) => key))
  return {
    state: 'found',
    digest: {
      tree: { slug: tree.slug, name: tree.name },
      section: { title: named.title, slug: named.slug },
      revision,
      before: before?.label ?? null,
      open,
      converted: sites.length - open.length,
      events,
      newlyOpen: events.filter(({ kind, key }) => (kind === 'appeared' || kind === 'regressed') && wrong.has(key))
        .length,
    },
  }
}

function listSites(
  db: Transaction,
  subsystemId: number,
  { lineId, ordinal }: NewestRevision,
): Promise<readonly DigestSite[]> {
  return db.$queryRaw<DigestSite[]>`
    select span.path, span.line_number as line, span.function, span.api, span.status, site.key,
      array(
        select distinct participant.name from claim join participant on participant.id = claim.person_id
        where claim.site_id = site.id and claim.ended_at is null order by 1
      ) as people
    from site_subsystem member
    join site on site.id = member.site_id
    join site_span span on span.site_id = site.id and span.line_id = ${lineId}
      and span.from_ordinal <= ${ordinal} and span.to_ordinal > ${ordinal}
    where member.subsystem_id = ${subsystemId} and member.line_id = ${lineId}
      and member.from_ordinal <= ${ordinal} and member.to_ordinal > ${ordinal} and span.role = 'acquire'
      and span.status in ('mismatched', 'unconverted', 'unknown', 'converted')
    order by array_position(array['mismatched', 'unconverted', 'unknown'], span.status), span.path collate "C", span.line_number`
}

interface EarlierRevision {
  readonly ordinal: number
  readonly label: string
}

/** The revision that was told last, if it is on this line; else the one before the newest. `null`: that is the first. */
async function findBefore(
  db: Transaction,
  { lineId, ordinal }: NewestRevision,
  since: string | undefined,
): Promise<EarlierRevision | null> {
  const rows = await db.$queryRaw<EarlierRevision[]>`
    select ordinal, label from revision
    where line_id = ${lineId} and ordinal < ${ordinal}
    order by commit = ${since ?? ''} desc, ordinal desc limit 1`
  return rows[0] ?? null
}

function listEvents(
  db: Transaction,
  subsystemId: number,
  { lineId, ordinal }: NewestRevision,
  after: number,
): Promise<readonly DigestEvent[]> {
  return db.$queryRaw<DigestEvent[]>`
    select event.kind, site.key, span.path, span.function, event.commit, event.subject
    from revision step
    join event on event.revision_id = step.id and event.kind <> 'moved'
    join site on site.id = event.site_id
    join lateral (
      select path, function, role from site_span where site_id = event.site_id
      order by line_id = ${lineId} desc, to_ordinal desc, from_ordinal desc limit 1
    ) span on span.role = 'acquire'
    where step.line_id = ${lineId} and step.ordinal > ${after} and step.ordinal <= ${ordinal} and exists (
      select from site_subsystem member where member.site_id = event.site_id and member.subsystem_id = ${subsystemId}
    )
    order by event.kind, span.path collate "C", step.ordinal, event.id`
}
