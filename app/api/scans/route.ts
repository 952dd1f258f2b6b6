import { getDatabase } from '#app/_data/database.ts'
import { answerScanRequest } from '#app/_scans/actions/answer-scan-request.ts'

/** Asks for a scan: `{ "repo": PATH|URL|"demo", "revisions"?: […], "tags"?: […] }`. */
export async function POST(request: Request): Promise<Response> {
  const { status, body, headers } = await answerScanRequest(
    getDatabase('writing'),
    request,
    process.env.HOST || '127.0.0.1',
  )
  return Response.json(body, { status, ...(headers === undefined ? {} : { headers }) })
}
