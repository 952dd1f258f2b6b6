import { getDatabase } from '#app/_data/database.ts'
import { answerAuditList } from '#app/_people/queries/answer-audit-list.ts'

/** Who did what, the newest first, for admins: `tree`, `site` with it, and `action` narrow; `limit` and `cursor` page. */
export async function GET(request: Request): Promise<Response> {
  return answerAuditList(getDatabase(), request)
}
