import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { writeNote } from '#app/_people/actions/write-note.ts'
import { answerRead } from '#app/_people/queries/answer-read.ts'
import { findSites } from '#app/_people/queries/choose-sites.ts'
import { listNotes } from '#app/_people/queries/list-notes.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { newNoteSchema } from '#app/_people/triage.ts'

interface NotesRouteContext {
  readonly params: Promise<{ readonly tree: string; readonly key: string }>
}

/** Notes below the site, the oldest first. */
export async function GET(_request: Request, { params }: NotesRouteContext): Promise<Response> {
  const { tree: slug, key } = await params
  const database = getDatabase()
  return answerRead(async () => {
    const { tree, revision } = await openNewest(database, slug)
    const [siteId = 0] = await findSites(database, tree.id, revision, [key])
    const items = await listNotes(database, siteId)
    return { items, next: null, total: items.length }
  })
}

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
