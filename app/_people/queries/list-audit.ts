import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

/** One entry of the trail. `before` and `after` name people by the number of their participant. */
export interface AuditRow {
  readonly id: number
  readonly at: Date
  /** `null`: Pinwatch itself. */
  readonly actor: string | null
  readonly action: string
  /** Slug and name; `null` for acts on no tree, or one that is gone. */
  readonly tree: string | null
  /** Key. */
  readonly site: string | null
  /** Where the site was last. */
  readonly path: string | null
  readonly subject: string | null
  readonly before: Prisma.JsonValue
  readonly after: Prisma.JsonValue
  readonly via: string
  readonly address: string | null
  readonly batch: string | null
}

export interface AuditConditions {
  readonly siteId?: number
  readonly treeId?: number
  /** Account. */
  readonly userId?: string
  readonly action?: string
  /** Only what is older than this entry. */
  readonly beforeId?: number
  readonly limit: number
}

/** The trail, the newest first. */
export async function listAudit(database: Transaction, conditions: AuditConditions): Promise<readonly AuditRow[]> {
  const { siteId, treeId, userId, action, beforeId, limit } = conditions
  const parts = [
    siteId === undefined ? null : Prisma.sql`entry.site_id = ${siteId}::int`,
    treeId === undefined ? null : Prisma.sql`entry.tree_id = ${treeId}::int`,
    userId === undefined ? null : Prisma.sql`entry.actor_id in (select id from participant where user_id = ${userId})`,
    action === undefined ? null : Prisma.sql`entry.action = ${action}`,
    beforeId === undefined ? null : Prisma.sql`entry.id < ${beforeId}::int`,
  ].filter((part) => part !== null)
  return database.$queryRaw<AuditRow[]>`
    with entry as (
      select * from audit_entry entry
      where ${parts.length === 0 ? Prisma.sql`true` : Prisma.join(parts, ' and ')}
      order by entry.id desc limit ${limit}::int
    )
    select entry.id, entry.at, actor.name as actor, entry.action, tree.slug as tree, site.key as site, span.path,
      entry.subject, entry.before, entry.after, entry.via, entry.address, entry.batch
    from entry
    left join participant actor on actor.id = entry.actor_id
    left join tree on tree.id = entry.tree_id
    left join site on site.id = entry.site_id
    left join lateral (
      select path from site_span where site_id = entry.site_id order by to_ordinal desc, from_ordinal desc limit 1
    ) span on true
    order by entry.id desc`
}
