import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { formatCount, formatNumber } from '#app/_web/format.ts'

/** A scan in these states changes on its own. */
export const isOpen = ({ state }: Pick<ListedScan, 'state'>): boolean => state === 'queued' || state === 'running'

const phaseWords: Readonly<Record<string, string>> = {
  cloning: 'Cloning the repository',
  fetching: 'Fetching what is new',
  reading: 'Reading the tree',
  publishing: 'Publishing',
  attributing: 'Looking for the commits that did it',
  thinning: 'Thinning out old revisions',
}

/** What is being done, as a sentence without its end: `Reading v6.1`. */
export function describePhase({ phase, label }: Pick<ListedScan, 'phase' | 'label'>): string {
  if (phase === null) return 'Starting'
  if (label !== null && phase === 'reading') return `Reading ${label}`
  if (label !== null && phase === 'publishing') return `Publishing ${label}`
  if (label !== null && phase === 'attributing') return `Looking for the commits that led to ${label}`
  return phaseWords[phase] ?? phase
}

/** `2 of 12 revisions done`; `null` while nobody knows how many there are. */
export function describeRevisions({
  revisionsDone,
  revisionsAll,
}: Pick<ListedScan, 'revisionsDone' | 'revisionsAll'>): string | null {
  if (revisionsAll === null) return null
  const noun = revisionsAll === 1 ? 'revision' : 'revisions'
  return `${formatNumber(revisionsDone)} of ${formatNumber(revisionsAll)} ${noun} done`
}

/** `12,300 of 51,700 files, 9,400 a second`; `null` while none are read. */
export function describeFiles({
  phase,
  filesDone,
  filesAll,
  filesPerSecond,
}: Pick<ListedScan, 'phase' | 'filesDone' | 'filesAll' | 'filesPerSecond'>): string | null {
  if (phase !== 'reading' || filesDone === null || filesAll === null) return null
  const files = `${formatNumber(filesDone)} of ${formatCount(filesAll, 'file')}`
  return filesPerSecond === null ? files : `${files}, ${formatNumber(Math.round(filesPerSecond))} a second`
}

/**
 * How much of all is done, from 0 to 1; `null` where nobody can say. Each revision is one part, and reading is nearly all of it; what a
 * phase says of itself counts within the revision.
 */
export function progressOf(
  scan: Pick<ListedScan, 'revisionsDone' | 'revisionsAll' | 'phase' | 'progress'>,
): number | null {
  const { revisionsDone, revisionsAll, phase, progress } = scan
  if (revisionsAll === null) return phase === 'cloning' || phase === 'fetching' ? progress : null
  if (revisionsAll === 0) return 1
  const readingShare = 0.85
  const within = phase === 'publishing' ? readingShare : phase === 'reading' ? readingShare * (progress ?? 0) : 0
  return Math.min(1, (revisionsDone + within) / revisionsAll)
}

/** What was asked for: `v6.1, v6.6, tags v6.*, every 100 commits, since 2024-03-01`. */
export function describeWish({
  revisions,
  tags,
  since,
  every,
}: Pick<ListedScan, 'revisions' | 'tags' | 'since' | 'every'>): string {
  const parts = [...revisions, ...tags.map((glob) => (glob === '*' ? 'all tags' : `tags ${glob}`))]
  if (parts.length === 0) return 'what is known, judged anew'
  const shown = parts.slice(0, 6)
  return [
    parts.length > shown.length
      ? `${shown.join(', ')} and ${formatNumber(parts.length - shown.length)} more`
      : shown.join(', '),
    ...(every === null ? [] : [every === 1 ? 'every commit' : `every ${formatNumber(every)} commits`]),
    ...(since === null ? [] : [`since ${since.toISOString().slice(0, 10)}`]),
  ].join(', ')
}

/** What is said aloud of a scan while it runs: changes seldom enough to be listened to. */
export function announceScan(scan: ListedScan): string {
  if (scan.state !== 'running') return `Scan ${scan.id} is ${scan.state}.`
  const quarters = Math.floor((progressOf(scan) ?? 0) * 4)
  return quarters === 0 ? `Scan ${scan.id} is running.` : `Scan ${scan.id} is running, ${quarters * 25} percent done.`
}
