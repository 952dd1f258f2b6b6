import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { importTriage } from '#app/_people/actions/import-triage.ts'
import { answerText } from '#app/_people/queries/answer-text.ts'
import { exportTriage } from '#app/_people/queries/export-triage.ts'
import { listTruthRows } from '#app/_people/queries/list-truth-rows.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { triageFileSchema } from './operation.ts'

interface TriageRouteContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** All that is decided as one triage file; with `format=truth` what is wrong as rows of the scanner's table of true pairs. */
export async function GET(request: Request, { params }: TriageRouteContext): Promise<Response> {
  const { tree: slug } = await params
  const wantsTruth = new URL(request.url).searchParams.get('format') === 'truth'
  return answerText(wantsTruth ? 'text/tab-separated-values' : 'application/x-ndjson', async () => {
    const { tree, revision } = await openNewest(getDatabase(), slug)
    return (wantsTruth ? listTruthRows : exportTriage)(getDatabase(), tree.id, revision)
  })
}

/** Takes over a triage file: `{ "file": text }`. */
export async function POST(request: Request, { params }: TriageRouteContext): Promise<Response> {
  const { tree: slug } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: triageFileSchema,
    async act(tx, origin, { file }) {
      const { applied, unchanged, unmatched } = await importTriage(tx, origin, slug, file)
      return { status: 200, body: { applied, unchanged, unmatched: unmatched.map((address) => ({ ...address })) } }
    },
  })
}
