import { getTree } from '#app/_data/get-tree.ts'
import { may } from '#app/_people/permissions.ts'
import { readPage } from '#app/_people/read-page.ts'
import { forbidden, notFound, wrongRequest } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { answerRead } from './answer-read.ts'
import { type AuditRow, listAudit } from './list-audit.ts'
import { requireHolder } from './require-holder.ts'

/** `{ items, next, total }` of the trail, for an admin's token. */
export function answerAuditList(database: Transaction, request: Request): Promise<Response> {
  return answerRead(async () => {
    const query = new URL(request.url).searchParams
    const { limit, after } = readPage(query, ['tree', 'site', 'action', 'limit', 'cursor'])
    const { actor } = await requireHolder(database, request.headers)
    if (!may(actor.role, 'read the whole audit')) throw forbidden('Only an admin may read the whole audit.')
    const conditions = await readConditions(database, query)
    const found = await listAudit(database, {
      ...conditions,
      ...(after === 0 ? {} : { beforeId: after }),
      limit: limit + 1,
    })
    const items = found.slice(0, limit)
    const next = found.length > limit ? String(items.at(-1)?.id ?? '') : null
    return { items: items.map(present), next, total: await countAudit(database, conditions) }
  })
}

interface Conditions {
  readonly treeId?: number
  readonly siteId?: number
  readonly action?: string
}

async function readConditions(database: Transaction, query: URLSearchParams): Promise<Conditions> {
  const [slug, key, action] = ['tree', 'site', 'action'].map((name) => query.get(name))
  if (slug == null && key != null) throw wrongRequest('A site is one of a tree: say which.')
  const tree = slug == null ? null : await getTree(database, slug)
  if (slug != null && tree === null) throw notFound('There is no such tree.')
  const site =
    tree === null || key == null
      ? null
      : await database.site.findUnique({ where: { treeId_key: { treeId: tree.id, key } }, select: { id: true } })
  if (key != null && site === null) throw notFound('There is no such site.')
  return {
    ...(tree === null ? {} : { treeId: tree.id }),
    ...(site === null ? {} : { siteId: site.id }),
    ...(action == null ? {} : { action }),
  }
}

const countAudit = (database: Transaction, where: Conditions): Promise<number> => database.auditEntry.count({ where })

const present = ({ id, at, ...entry }: AuditRow) => ({ id: String(id), at: at.toISOString(), ...entry })
