import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

/** Something that somebody did to a site, or a scan to a claim: an entry of the audit as everybody may see it. */
export interface Deed {
  readonly id: number
  readonly at: Date
  /** `null`: Pinwatch itself. */
  readonly actor: string | null
  /** `null`: Pinwatch, or whoever was forgotten. */
  readonly actorEmail: string | null
  readonly action: string
  /** Whom it was done for: of a claim. */
  readonly person: string | null
  readonly before: Prisma.JsonValue
  readonly after: Prisma.JsonValue
  readonly subject: string | null
  readonly tree: string
  readonly treeName: string
  /** Of the site. */
  readonly key: string
  /** Where the site is, or was last. */
  readonly path: string | null
  readonly line: number | null
}

export interface DeedConditions {
  readonly siteId?: number
  /** Participants. */
  readonly actorIds?: readonly number[]
  readonly limit: number
}

/**
 * What was done to sites, the newest first. Neither where it came from nor what is no site's is told: roles, tokens, settings. Those are
 * for admins (`list-audit.ts`).
 */
export async function listDeeds(
  database: Transaction,
  { siteId, actorIds, limit }: DeedConditions,
): Promise<readonly Deed[]> {
  const parts = [
    Prisma.sql`entry.action ~ '^(claim|triage|note)[.]'`,
    ...(siteId === undefined ? [] : [Prisma.sql`entry.site_id = ${siteId}::int`]),
    ...(actorIds === undefined ? [] : [Prisma.sql`entry.actor_id = any(${actorIds}::int[])`]),
  ]
  return database.$queryRaw<Deed[]>`
    with entry as (
      select entry.* from audit_entry entry join site on site.id = entry.site_id
      where ${Prisma.join(parts, ' and ')}
      order by entry.id desc limit ${limit}::int
    )
    select entry.id, entry.at, actor.name as actor, actor.email as "actorEmail", entry.action, person.name as person,
      entry.before, entry.after, entry.subject, tree.slug as tree, tree.name as "treeName", site.key, span.path,
      span.line_number as line
    from entry
    join site on site.id = entry.site_id
    join tree on tree.id = site.tree_id
    left join participant actor on actor.id = entry.actor_id
    left join participant person on entry.action like 'claim.%'
      and person.id = case when jsonb_typeof(entry.after -> 'person') = 'number' then (entry.after ->> 'person')::int
        when jsonb_typeof(entry.before -> 'person') = 'number' then (entry.before ->> 'person')::int end
    left join lateral (
      select path, line_number from site_span where site_id = entry.site_id
      order by to_ordinal desc, from_ordinal desc limit 1
    ) span on true
    order by entry.id desc`
}
