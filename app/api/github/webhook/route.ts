import { getDatabase } from '#app/_data/database.ts'
import { receiveWebhook } from '#app/_gate/actions/receive-webhook.ts'

/** What GitHub tells of pushes and pull requests; signed with `GITHUB_WEBHOOK_SECRET`. */
export async function POST(request: Request): Promise<Response> {
  return receiveWebhook(getDatabase(), request, process.env)
}
