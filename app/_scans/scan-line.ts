import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { formatDuration, formatPercent } from '#app/_web/format.ts'
import { scanPath } from '#app/_web/routes.ts'
import { describeFiles, describePhase, describeRevisions, progressOf } from './scan-words.ts'

/** How far a scan is, for the line at the foot of every page. */
export interface ScanLine {
  readonly id: number
  readonly href: string
  readonly text: string
  /** From 0 to 1; `null` where nobody can say. */
  readonly value: number | null
}

/** Before so much is done nobody can say how long the rest takes. */
const sharedMin = 0.02
const elapsedMsMin = 3000

export function toScanLine(scan: ListedScan, now: Date): ScanLine {
  const value = scan.state === 'running' ? progressOf(scan) : 0
  const parts =
    scan.state === 'queued'
      ? ['waits']
      : [
          describePhase(scan),
          describeRevisions(scan),
          describeFiles(scan),
          value === null ? null : formatPercent(value, 1),
          timeLeft(scan, value, now),
        ]
  return {
    id: scan.id,
    href: scanPath(scan.id),
    text: `${scan.treeName}: ${parts.filter((part) => part !== null).join(' · ')}`,
    value,
  }
}

/** If the rest goes as fast as what is done. */
export function timeLeft({ startedAt }: ListedScan, value: number | null, now: Date): string | null {
  if (startedAt === null || value === null || value < sharedMin || value >= 1) return null
  const elapsedMs = now.getTime() - startedAt.getTime()
  return elapsedMs < elapsedMsMin ? null : `about ${formatDuration((elapsedMs * (1 - value)) / value)} left`
}
