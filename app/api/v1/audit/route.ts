import { getDatabase } from '#app/_data/database.ts'
import { may } from '#app/_people/permissions.ts'
import { listAuditPart } from '#app/_people/queries/list-audit-part.ts'
import { requireHolder } from '#app/_people/queries/require-holder.ts'
import { forbidden } from '#app/_people/refusal.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { listAuditOperation } from './operation.ts'

export const GET = handleOperation(listAuditOperation, async ({ request, query }) => {
  const { actor } = await requireHolder(getDatabase(), request.headers, 'admin')
  if (!may(actor.role, 'read the whole audit')) throw forbidden('Only an admin may read the whole audit.')
  return answerFresh(await listAuditPart(getDatabase(), query))
})
