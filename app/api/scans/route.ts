import { answerScanRequest } from '#app/_actions/answer-scan-request.ts'
import { getDatabase } from '#app/_queries/database.ts'

/** Asks for a scan: `{ "repo": PATH|URL|"demo", "revisions"?: […], "tags"?: […] }`. */
export async function POST(request: Request): Promise<Response> {
  const { status, body, headers } = await answerScanRequest(getDatabase(), request, process.env.HOST || '127.0.0.1')
  return Response.json(body, { status, ...(headers === undefined ? {} : { headers }) })
}
