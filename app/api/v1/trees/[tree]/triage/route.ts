import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { importTriage } from '#app/_people/actions/import-triage.ts'
import { exportTriage } from '#app/_people/queries/export-triage.ts'
import { listTruthRows } from '#app/_people/queries/list-truth-rows.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { answerText } from '#app/_web/api/answer-text.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { exportTriageOperation, triageFileSchema } from './operation.ts'

interface TriageRouteContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** Some fifty thousand judgements, which is more than a kernel has sites; Next itself takes no more than 10 MiB. */
const fileBytesMax = 9_000_000

export const GET = handleOperation(exportTriageOperation, async ({ request, params, query }) => {
  const { tree, revision } = await openNewest(getDatabase(), params.tree)
  const [type, write] =
    query.format === 'truth'
      ? (['text/tab-separated-values', listTruthRows] as const)
      : (['application/x-ndjson', exportTriage] as const)
  return answerText(request, [await write(getDatabase(), tree.id, revision)], { type })
})

/** Takes over a triage file: `{ "file": text }`. */
export async function POST(request: Request, { params }: TriageRouteContext): Promise<Response> {
  const { tree: slug } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: triageFileSchema,
    bytesMax: fileBytesMax,
    async act(tx, origin, { file }) {
      const { applied, unchanged, unmatched } = await importTriage(tx, origin, slug, file)
      return { status: 200, body: { applied, unchanged, unmatched: unmatched.map((address) => ({ ...address })) } }
    },
  })
}
