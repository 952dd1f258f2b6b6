import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { writeNote } from '#app/_people/actions/write-note.ts'
import { findSites } from '#app/_people/queries/choose-sites.ts'
import { listNotes } from '#app/_people/queries/list-notes.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { newNoteSchema } from '#app/_people/triage.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { listNotesOperation } from './operation.ts'

interface NotesRouteContext {
  readonly params: Promise<{ readonly tree: string; readonly key: string }>
}

export const GET = handleOperation(listNotesOperation, async ({ params }) => {
  const database = getDatabase()
  const { tree, revision } = await openNewest(database, params.tree)
  const [siteId = 0] = await findSites(database, tree.id, revision, [params.key])
  const items = await listNotes(database, siteId)
  return answerFresh({ items, next: null, total: items.length })
})

/** Writes one: `{ text }`, Markdown. */
export async function POST(request: Request, { params }: NotesRouteContext): Promise<Response> {
  const { tree, key } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: newNoteSchema,
    async act(tx, origin, { text }) {
      return { status: 201, body: { ...(await writeNote(tx, origin, tree, key, text)) } }
    },
  })
}
