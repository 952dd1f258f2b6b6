import type { Transaction } from '#prisma/client.ts'
import { listAudit } from './list-audit.ts'
import { type AuditItem, auditItem } from './list-audit-part.ts'

const partSize = 1000

/** All of the trail, the newest first, in parts of a bounded size. */
export async function* readWholeAudit(database: Transaction): AsyncGenerator<readonly AuditItem[], undefined> {
  let before: { readonly beforeId?: number } = {}
  for (;;) {
    const rows = await listAudit(database, { ...before, limit: partSize })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(auditItem)
    before = { beforeId: last.id }
  }
}
