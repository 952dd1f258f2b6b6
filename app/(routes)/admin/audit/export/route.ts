import { getDatabase } from '#app/_data/database.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { readWholeAudit } from '#app/_people/queries/read-whole-audit.ts'

/** The whole audit as a file, for an admin: an entry a line, as `/api/v1/audit` has them, the newest first. */
export async function GET(): Promise<Response> {
  await openAdmin('read the whole audit')
  const parts = readWholeAudit(getDatabase())
  const encoder = new TextEncoder()
  const lines = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) return controller.close()
      controller.enqueue(encoder.encode(value.map((entry) => `${JSON.stringify(entry)}\n`).join('')))
    },
  })
  return new Response(lines, {
    headers: {
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="audit.ndjson"',
      'cache-control': 'no-store',
    },
  })
}
