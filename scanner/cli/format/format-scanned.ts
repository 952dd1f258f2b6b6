import { printable } from '#scanner/model/printable.ts'
import { formatPercent } from './format-percent.ts'

export interface Scanned {
  readonly slug: string
  readonly state: string
  readonly error: string | null
}

export interface Summary {
  /** Of the tip of the trunk. */
  readonly label: string
  readonly revisions: number
  /** Acquire sites of it, by status. */
  readonly acquires: ReadonlyMap<string, number>
}

/** Statuses that progress is a share of. */
const counted = ['converted', 'mismatched', 'unconverted', 'unknown'] as const

/** What came out of a scan, in a line; `url` is the page that shows it, if there is one. */
export function formatScanned({ slug, state, error }: Scanned, summary: Summary | null, url: string | null): string {
  if (state !== 'done' || summary === null) return printable(`${slug}: ${state}${error === null ? '' : `: ${error}`}`)
  const sites = counted.reduce((sum, status) => sum + (summary.acquires.get(status) ?? 0), 0)
  const percent = formatPercent(summary.acquires.get('converted') ?? 0, sites)
  const progress =
    percent === null ? 'no acquire sites' : `${percent} of ${sites.toLocaleString('en')} acquire sites converted`
  const revisions = summary.revisions === 1 ? '' : ` (${summary.revisions.toLocaleString('en')} revisions)`
  const where = url === null ? '' : ` → ${url}`
  return printable(`${slug}: ${summary.label}${revisions}, ${progress}${where}`)
}
