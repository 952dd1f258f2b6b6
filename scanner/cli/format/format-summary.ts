import type { Colors } from 'picocolors/types'
import type { Role } from '#scanner/model/api.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import { printable } from '#scanner/model/printable.ts'
import { progressStatuses, type SiteRow, type Status, statuses } from '#scanner/model/site.ts'
import { colorStatus } from './color-status.ts'
import { countSites, type StatusCounts } from './count-sites.ts'
import { formatPercent } from './format-percent.ts'

export interface Summary {
  /** What the user asked for: a tag, a branch. */
  readonly revision: string
  readonly commit: string
  readonly rows: readonly SiteRow[]
  readonly coverage: Coverage
  readonly milliseconds: number
  /** Whole sentences. */
  readonly notices: readonly string[]
  /** What was already known, in a few words; `null` where nothing was. */
  readonly cached: string | null
}

const linesMax = 10
const shownStatuses = ['converted', 'mismatched', 'unconverted', 'unknown', 'exempt'] as const
const otherStatuses = statuses.filter((status) => !(shownStatuses as readonly Status[]).includes(status))

/** What a scan found, saw and left out, in at most ten lines; goes to stderr after the list. */
export const formatSummary = (summary: Summary, { colors }: { readonly colors: Colors }): string => {
  const { acquire, release } = countSites(summary.rows)
  const lines = [
    headline(summary, colors),
    `           ${shownStatuses.join('  ')}  not counted`,
    countLine('acquire', acquire, colors),
    countLine('release', release, colors),
    progressLine(acquire),
    ...coverageLines(summary.coverage),
  ]
  return `${[...lines, ...noticeLines(summary.notices, linesMax - lines.length)].join('\n')}\n`
}

const headline = ({ revision, commit, milliseconds, cached }: Summary, colors: Colors): string => {
  const label = printable(revision)
  const what = commit.startsWith(revision) ? commit.slice(0, 12) : `${label} (${commit.slice(0, 12)})`
  return `Scanned ${colors.bold(what)} in ${formatDuration(milliseconds)}${cached === null ? '' : `, ${printable(cached)}`}`
}

const formatDuration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`

const countLine = (role: Role, counts: StatusCounts, colors: Colors): string => {
  const numbers = shownStatuses.map((status) => {
    const text = formatCount(counts[status]).padStart(status.length)
    return counts[status] === 0 ? text : colorStatus(status, text, colors)
  })
  return `  ${role.padEnd(9)}${[...numbers, formatCount(sumOf(counts, otherStatuses)).padStart('not counted'.length)].join('  ')}`
}

const progressLine = (acquire: StatusCounts): string => {
  const whole = sumOf(acquire, progressStatuses)
  const percent = formatPercent(acquire.converted, whole)
  const others = otherStatuses
    .filter((status) => acquire[status] > 0)
    .map((status) => `${formatCount(acquire[status])} ${status}`)
  const leftOut = [`${formatCount(acquire.exempt)} exempt`, ...others].join(', ')
  return percent === null
    ? `Progress: no acquire sites to convert; left out: ${leftOut}`
    : `Progress: ${percent}, ${formatCount(acquire.converted)} of ${formatCount(whole)} acquire sites; left out: ${leftOut}`
}

const coverageLines = ({ filesSearched, filesRead, skipped, problems }: Coverage): readonly string[] => [
  `Files: ${formatCount(filesSearched)} searched, ${formatCount(filesRead)} name an API and were read; skipped: ${formatKinds(skipped)}`,
  `Problems reading: ${formatKinds(problems)}`,
]

/** `assembly 1,200, rust 14`: largest first, so that what matters is not at the end of the line. */
const formatKinds = (kinds: Readonly<Partial<Record<string, number>>>): string => {
  const present = Object.entries(kinds)
    .map(([kind, count = 0]) => ({ kind, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
  return present.length === 0 ? 'none' : present.map(({ kind, count }) => `${kind} ${formatCount(count)}`).join(', ')
}

const noticeLines = (notices: readonly string[], room: number): readonly string[] => {
  const shown = notices.length <= room ? notices : notices.slice(0, room - 1)
  const hidden = notices.length - shown.length
  return [
    ...shown.map((notice) => `Note: ${printable(notice)}`),
    ...(hidden === 0 ? [] : [`Note: ${hidden} more notes are not shown.`]),
  ]
}

const sumOf = (counts: StatusCounts, of: readonly Status[]): number =>
  of.reduce((sum, status) => sum + counts[status], 0)

const formatCount = (count: number): string => count.toLocaleString('en-US')
