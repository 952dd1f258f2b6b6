/** How far a scan is, as the database and `runScan` tell it. */
export interface ScanStatus {
  readonly slug: string
  readonly phase: string | null
  readonly label: string | null
  readonly revisionsDone: number
  readonly revisionsAll: number | null
  /** Of the phase, from 0 to 1. */
  readonly progress: number | null
  /** Git's own words while it clones. */
  readonly line?: string | null
}

export interface ScanText {
  /** As "linux: reading v6.12, 3 of 12". */
  readonly text: string
  /** Of the whole scan, from 0 to 1; `null` where nobody can say. */
  readonly part: number | null
}

/** Of a revision's time, reading takes about so much; the rest is publishing. */
const readingShare = 0.8

/** What a person is told of a scan that runs. */
export function formatScan(status: ScanStatus): ScanText {
  const { slug, phase, label, revisionsDone, revisionsAll, progress, line } = status
  if (phase === null) return { text: `${slug}: waits for its turn`, part: null }
  if (phase === 'cloning' || phase === 'fetching')
    return { text: `${slug}: ${line ?? phase}`, part: line == null ? progress : null }
  if (phase === 'thinning') return { text: `${slug}: thinning out old revisions`, part: progress }
  if (revisionsAll === null || label === null) return { text: `${slug}: looking for revisions`, part: null }
  if (phase === 'attributing') return { text: `${slug}: looking for the commits that led to ${label}`, part: progress }
  const within = phase === 'publishing' ? readingShare : (progress ?? 0) * readingShare
  const count = revisionsAll > 1 ? `, ${Math.min(revisionsDone + 1, revisionsAll)} of ${revisionsAll}` : ''
  const part = revisionsAll === 0 ? 1 : Math.min(1, (revisionsDone + within) / revisionsAll)
  return { text: `${slug}: ${phase} ${label}${count}`, part }
}
