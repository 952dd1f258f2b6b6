import { getTree } from '#app/_data/get-tree.ts'
import { notFound, wrongRequest } from '#app/_people/refusal.ts'
import type { ListPart } from '#app/_web/api/fields.ts'
import type { Transaction } from '#prisma/client.ts'
import { type AuditRow, listAudit } from './list-audit.ts'

interface AuditQuery {
  /** Slug. */
  readonly tree?: string | undefined
  /** Key. */
  readonly site?: string | undefined
  readonly action?: string | undefined
  readonly limit: number
  /** Number of the last row of the part before. */
  readonly cursor?: number | undefined
}

/** An entry as programs read it. */
export type AuditItem = Omit<AuditRow, 'id' | 'at'> & { readonly id: string; readonly at: string }

export const auditItem = ({ id, at, ...entry }: AuditRow): AuditItem => ({
  id: String(id),
  at: at.toISOString(),
  ...entry,
})

/** A part of the trail, the newest first. Throws `Refusal`. */
export async function listAuditPart(database: Transaction, query: AuditQuery): Promise<ListPart<AuditItem>> {
  const { limit, cursor } = query
  const conditions = await readConditions(database, query)
  const [found, total] = await Promise.all([
    listAudit(database, { ...conditions, ...(cursor === undefined ? {} : { beforeId: cursor }), limit: limit + 1 }),
    database.auditEntry.count({ where: conditions }),
  ])
  const items = found.slice(0, limit)
  return {
    items: items.map(auditItem),
    next: found.length > limit ? String(items.at(-1)?.id ?? '') : null,
    total,
  }
}

interface Conditions {
  readonly treeId?: number
  readonly siteId?: number
  readonly action?: string
}

async function readConditions(
  database: Transaction,
  { tree: slug, site: key, action }: AuditQuery,
): Promise<Conditions> {
  if (slug === undefined && key !== undefined) throw wrongRequest('A site is one of a tree: say which.')
  const tree = slug === undefined ? null : await getTree(database, slug)
  if (slug !== undefined && tree === null) throw notFound('There is no such tree.')
  const site =
    tree === null || key === undefined
      ? null
      : await database.site.findUnique({ where: { treeId_key: { treeId: tree.id, key } }, select: { id: true } })
  if (key !== undefined && site === null) throw notFound('There is no such site.')
  return {
    ...(tree === null ? {} : { treeId: tree.id }),
    ...(site === null ? {} : { siteId: site.id }),
    ...(action === undefined ? {} : { action }),
  }
}
