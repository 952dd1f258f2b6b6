import { formatNumber, formatPercent } from '#app/_lib/format.ts'
import { type Progress, remainingOf } from '#app/_lib/progress.ts'
import { ProgressBar } from './progress-bar.tsx'

/** Cells of a list: remaining, converted, exempt, and the share as a bar. */
export function ProgressCells({ progress, label }: { readonly progress: Progress; readonly label: string }) {
  const remaining = remainingOf(progress)
  const counted = progress.converted + remaining
  return (
    <>
      <NumberCell value={remaining} />
      <NumberCell value={progress.converted} />
      <NumberCell value={progress.exempt} wide />
      <td className="w-40 min-w-24">
        {counted === 0 ? (
          <span className="text-muted">nothing to convert</span>
        ) : (
          <span className="flex items-center gap-2">
            <ProgressBar counts={progress} label={label} />
            <span className="w-12 shrink-0 text-right">{formatPercent(progress.converted, counted)}</span>
          </span>
        )}
      </td>
    </>
  )
}

function NumberCell({ value, wide = false }: { readonly value: number; readonly wide?: boolean }) {
  return <td className={`number${value === 0 ? ' zero' : ''}${wide ? ' wide' : ''}`}>{formatNumber(value)}</td>
}
