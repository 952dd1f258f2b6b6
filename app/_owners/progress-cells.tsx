import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

/** Cells of a list: remaining, converted, exempt, and the share as a bar. */
export function ProgressCells({ progress, label }: { readonly progress: Progress; readonly label: string }) {
  return (
    <>
      <NumberCell value={remainingOf(progress)} />
      <NumberCell value={progress.converted} />
      <NumberCell value={progress.exempt} wide />
      <td className="wide">
        <ProgressShare progress={progress} label={label} />
      </td>
    </>
  )
}

function ProgressShare({ progress, label }: { readonly progress: Progress; readonly label: string }) {
  const counted = progress.converted + remainingOf(progress)
  if (counted === 0) return <span className="text-muted">nothing to convert</span>
  return (
    <span className="flex items-center gap-2">
      <ProgressBar counts={progress} label={label} />
      <span className="w-12 shrink-0 text-right">{formatPercent(progress.converted, counted)}</span>
    </span>
  )
}

/** The same share in words, where a narrow screen has no place for the bar. */
export function shareInWords(progress: Progress): string {
  const counted = progress.converted + remainingOf(progress)
  return counted === 0 ? 'nothing to convert' : `${formatPercent(progress.converted, counted)} converted`
}

function NumberCell({ value, wide = false }: { readonly value: number; readonly wide?: boolean }) {
  return <td className={`number${value === 0 ? ' zero' : ''}${wide ? ' wide' : ''}`}>{formatNumber(value)}</td>
}
