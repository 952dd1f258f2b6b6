import { type SitePlace, writeNoteHere } from '#app/_people/actions/site-acts.ts'
import { formatDay, formatTime } from '#app/_web/format.ts'
import { ActForm } from './act-form.tsx'
import { may, type Role } from './permissions.ts'
import { renderMarkdown } from './render-markdown.ts'
import type { SiteNote } from './triage.ts'
import { TypedTextarea } from './typed-fields.tsx'

interface SiteNotesProps {
  readonly notes: readonly SiteNote[]
  readonly place: SitePlace
  readonly role: Role
  /** Where a commit of the tree is shown; `null`: nowhere that is known. */
  readonly commitHref: (commit: string) => string | null
}

/** What people wrote below a site, and the form to write more. */
export function SiteNotes({ notes, place, role, commitHref }: SiteNotesProps) {
  return (
    <>
      {notes.length === 0 ? <p className="text-muted">No notes.</p> : null}
      <ul className="people-list">
        {notes.map(({ id, text, by, created }) => (
          <li key={id} id={`note-${id}`}>
            <p className="text-sm text-muted">
              <strong className="text-ink">{by}</strong>,{' '}
              <time dateTime={created} title={formatTime(new Date(created))}>
                {formatDay(new Date(created))}
              </time>
            </p>
            <div
              className="people-note"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: `renderMarkdown` lets no tag of the text through
              dangerouslySetInnerHTML={{ __html: renderMarkdown(text, commitHref) }}
            />
          </li>
        ))}
      </ul>
      {may(role, 'write a note') ? (
        <ActForm
          act={writeNoteHere.bind(null, place)}
          fold="Write a note"
          submit="Write"
          label="Write a note"
          className="form people-form"
        >
          <label>
            Text <span className="people-help">Markdown</span>
            <TypedTextarea name="text" rows={4} required maxLength={20_000} />
          </label>
        </ActForm>
      ) : null}
    </>
  )
}
