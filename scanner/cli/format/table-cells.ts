import { printable } from '#scanner/model/printable.ts'
import type { SiteRow, Status } from '#scanner/model/site.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'
import { siteNotes } from './site-notes.ts'
import { triageNote } from './triage-note.ts'

/** One site as the texts of a table, whole and without colour. */
export interface TableCells {
  /** `path:line`, as compilers and `git grep -n` write it: terminals make it a link. */
  readonly place: string
  readonly status: Status
  readonly api: string
  readonly function: string
  readonly notes: readonly string[]
  readonly subsystem: string
}

export const tableCells = (row: SiteRow, groupsMax: number, triage?: Triage): TableCells => ({
  place: `${printable(row.path)}:${row.line}`,
  status: row.status,
  api: printable(row.api),
  function: printable(row.function ?? '(no function)'),
  notes: [...siteNotes(row, groupsMax), ...(triage === undefined ? [] : [triageNote(triage)])],
  subsystem: printable(row.subsystem ?? '(no subsystem)'),
})
