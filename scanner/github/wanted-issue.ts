import { createHash } from 'node:crypto'
import type { SiteRow } from '#scanner/model/site.ts'

/** An issue as it should be. */
export interface WantedIssue {
  /** A comment in its text by which it is found again, whatever its title became. */
  readonly marker: string
  readonly title: string
  /** What is open, by key; the order is that of the list. */
  readonly open: readonly WantedItem[]
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
      marker: markerOfSubsystem(section),
      title: `${section}: convert get_user_pages*() to pin_user_pages*()`,
      open: own.map((row) => ({ key: row.id, text: describe(row, source) })),
    }
  })
}

/** The mark of the issue of a MAINTAINERS section. */
export const markerOfSubsystem = (section: string): string =>
  `<!-- pinwatch:issue:${createHash('sha256').update(`subsystem ${section}`).digest('hex').slice(0, 16)} -->`

function describe({ path, line, function: name, api, target, status }: SiteRow, { filesUrl }: IssueSource): string {
  const place = code(`${path}:${line}`)
  const linked =
    filesUrl === null ? place : `[${place}](${filesUrl}/${path.split('/').map(encodeURIComponent).join('/')}#L${line})`
  const where = name === null ? '' : ` in ${code(`${name}()`)}`
  const what =
    status === 'mismatched' ? ': **dropped the wrong way**' : target === null ? '' : ` → ${code(`${target}()`)}`
  return `${linked} ${code(`${api}()`)}${where}${what}`
}

/** Names come from the scanned tree, and must not become Markdown, mentions or comments. */
const code = (text: string): string => `\`${text.replace(/[`\p{Cc}]/gu, '?')}\``
