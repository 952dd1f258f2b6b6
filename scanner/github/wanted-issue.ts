import type { SiteRow } from '#scanner/model/site.ts'
import { inlineCode as code } from './inline-code.ts'
import { markerOf } from './issue-marker.ts'

/** An issue as it should be. */
export interface WantedIssue {
  /** A comment in its text by which it is found again, whatever its title became. */
  readonly marker: string
  readonly title: string
  /** What is open, by key; the order is that of the list. */
  readonly open: readonly WantedItem[]
  /** What was done, where that is known by itself; else whatever was listed and is not open any more. */
  readonly done?: readonly WantedItem[]
  /** Whom an issue is assigned to when it is opened, by login; left out: nobody. */
  readonly assignee?: string
}

export interface WantedItem {
  /** Found again by it, wherever its line went. */
  readonly key: string
  readonly text: string
}

/** Sites without a section of MAINTAINERS. */
const noSection = '(no subsystem)'

export interface IssueSource {
  /** Address of the files at the scanned commit, as `https://github.com/o/r/blob/COMMIT`; `null` leaves links out. */
  readonly filesUrl: string | null
}

/** One issue for each subsystem that has acquires to convert or mismatched pairs, by its title. */
export function wantedIssues(rows: readonly SiteRow[], source: IssueSource): readonly WantedIssue[] {
  const open = rows.filter(
    ({ role, status }) => role === 'acquire' && (status === 'unconverted' || status === 'mismatched'),
  )
  const sections = [...new Set(open.map(({ subsystem }) => subsystem ?? noSection))].sort()
  return sections.map((section) => {
    const own = open.filter(({ subsystem }) => (subsystem ?? noSection) === section)
    return {
      marker: markerOf('subsystem', section),
      title: `${section}: convert get_user_pages*() to pin_user_pages*()`,
      open: own.map((row) => ({ key: row.id, text: describe(row, source) })),
    }
  })
}

function describe({ path, line, function: name, api, target, status }: SiteRow, { filesUrl }: IssueSource): string {
  const place = code(`${path}:${line}`)
  const linked =
    filesUrl === null ? place : `[${place}](${filesUrl}/${path.split('/').map(encodeURIComponent).join('/')}#L${line})`
  const where = name === null ? '' : ` in ${code(`${name}()`)}`
  const what =
    status === 'mismatched' ? ': **dropped the wrong way**' : target === null ? '' : ` → ${code(`${target}()`)}`
  return `${linked} ${code(`${api}()`)}${where}${what}`
}
