// Elements of a long server-made page travel in pieces, and where a piece ends inside an SVG React hides it by an inline style, which the
// policy forbids: so the bar is one text.
import { formatNumber } from '#app/_web/format.ts'
import type { Status } from '#scanner/model/site.ts'

/** Statuses that progress is made of, in the order of the bar: done, then what hurts least to most. */
const barStatuses = ['converted', 'unknown', 'unconverted', 'mismatched'] as const
type BarStatus = (typeof barStatuses)[number]

interface ProgressBarProps {
  readonly counts: Readonly<Record<BarStatus, number>>
  /** What it is the progress of, for whoever does not see the bar. */
  readonly label: string
  readonly size?: 'small' | 'large'
}

/** Parts of a whole as a bar. What is left out of the whole is to be said beside it. */
export function ProgressBar({ counts, label, size = 'small' }: ProgressBarProps) {
  const all = barStatuses.reduce((sum, status) => sum + counts[status], 0)
  const words = barStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${formatNumber(counts[status])} ${status}`)
  // an SVG, as widths are attributes in it: no style of its own that the policy would have to allow
  return (
    <svg
      className={`bar bar-${size}`}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${words.length === 0 ? 'nothing to convert' : words.join(', ')}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made of our own statuses and numbers
      dangerouslySetInnerHTML={{
        __html: segments(counts, all)
          .map(({ status, from, width }) => `<rect class="fill-${status}" x="${from}" width="${width}" height="10"/>`)
          .join(''),
      }}
    />
  )
}

interface Segment {
  readonly status: Status
  readonly from: number
  readonly width: number
}

/** Rounded to what can be seen; a status that occurs is seen. */
function segments(counts: ProgressBarProps['counts'], all: number): readonly Segment[] {
  const shown = barStatuses.filter((status) => counts[status] > 0)
  const widths = shown.map((status) => Math.max(1, (100 * counts[status]) / all))
  const sum = widths.reduce((total, width) => total + width, 0)
  let from = 0
  return shown.map((status, index) => {
    const width = (100 * (widths[index] ?? 0)) / sum
    const segment = { status, from: round(from), width: round(width) }
    from += width
    return segment
  })
}

const round = (value: number): number => Math.round(value * 10) / 10
