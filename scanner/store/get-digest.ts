import type { Database } from '#prisma/client.ts'
import type { Digest, DigestEvent, DigestSite } from '#scanner/digest/digest.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export type FoundDigest =
  | { readonly state: 'found'; readonly digest: Digest }
  | { readonly state: 'no-tree' | 'no-revision' | 'no-section' }

interface Newest {
  readonly id: number
  readonly lineId: number
  readonly ordinal: number
  readonly label: string
  readonly commit: string
  readonly committedAt: Date
  readonly before: string | null
}

/** What is to be told of a section, by title or slug, at the newest revision of a tree. Sites count for any of their sections. */
export function getDigest(db: Database, slug: string, section: string): Promise<FoundDigest> {
  return withDatabaseErrors('reading a digest', async () => {
    const tree = await db.tree.findUnique({ where: { slug }, select: { id: true, slug: true, name: true } })
    if (tree === null) return { state: 'no-tree' }
    // as pages choose it: the last of the line with the latest commit
    const [revision] = await db.$queryRaw<Newest[]>`
      select id, line_id as "lineId", ordinal, label, commit, committed_at as "committedAt",
        (select label from revision earlier where earlier.line_id = revision.line_id and earlier.ordinal < revision.ordinal
          order by ordinal desc limit 1) as before
      from (
        select *, max(committed_at) over (partition by line_id) as line_committed_at from revision where tree_id = ${tree.id}
      ) revision
      order by line_committed_at desc, line_id desc, ordinal desc limit 1`
    if (revision === undefined) return { state: 'no-revision' }
    const [named] = await db.$queryRaw<{ id: number; title: string; slug: string }[]>`
      select id, title, slug from subsystem
      where tree_id = ${tree.id} and (slug = ${section} or lower(title) = lower(${section})) limit 1`
    if (named === undefined) return { state: 'no-section' }
    const sites = await db.$queryRaw<DigestSite[]>`
      select span.path, span.line_number as line, span.function, span.api, span.status, site.key,
        array(
          select distinct participant.name from claim join participant on participant.id = claim.person_id
          where claim.site_id = site.id and claim.ended_at is null order by 1
        ) as people
      from site_subsystem member
      join site on site.id = member.site_id
      join site_span span on span.site_id = site.id and span.line_id = ${revision.lineId}
        and span.from_ordinal <= ${revision.ordinal} and span.to_ordinal > ${revision.ordinal}
      where member.subsystem_id = ${named.id} and member.line_id = ${revision.lineId}
        and member.from_ordinal <= ${revision.ordinal} and member.to_ordinal > ${revision.ordinal} and span.role = 'acquire'
        and span.status in ('mismatched', 'unconverted', 'unknown', 'converted')
      order by array_position(array['mismatched', 'unconverted', 'unknown'], span.status), span.path collate "C", span.line_number`
    const events = await db.$queryRaw<DigestEvent[]>`
      select event.kind, span.path, span.function, event.commit, event.subject
      from event
      join lateral (
        select path, function, role from site_span where site_id = event.site_id
        order by to_ordinal desc, from_ordinal desc limit 1
      ) span on span.role = 'acquire'
      where event.revision_id = ${revision.id} and event.kind <> 'moved' and exists (
        select from site_subsystem member where member.site_id = event.site_id and member.subsystem_id = ${named.id}
      )
      order by event.kind, span.path collate "C"`
    return {
      state: 'found',
      digest: {
        tree: { slug: tree.slug, name: tree.name },
        section: { title: named.title, slug: named.slug },
        revision,
        before: revision.before,
        open: sites.filter(({ status }) => status !== 'converted'),
        converted: sites.filter(({ status }) => status === 'converted').length,
        events,
      },
    }
  })
}
