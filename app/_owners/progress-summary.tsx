import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

/** Progress in a sentence and a bar, with what is left out of it. */
export function ProgressSummary({ progress, label }: { readonly progress: Progress; readonly label: string }) {
  const counted = progress.converted + remainingOf(progress)
  const parts = (['mismatched', 'unconverted', 'unknown'] as const)
    .filter((status) => progress[status] > 0)
    .map((status) => `${formatNumber(progress[status])} ${status}`)
  return (
    <div className="max-w-[46rem]">
      {counted === 0 ? (
        <p>No acquire here is to be converted.</p>
      ) : (
        <>
          <p className="mb-1">
            <strong>{formatPercent(progress.converted, counted)}</strong>: {formatNumber(progress.converted)} of{' '}
            {formatNumber(counted)} acquires converted{parts.length === 0 ? '' : `; ${parts.join(', ')}`}.
          </p>
          <ProgressBar counts={progress} label={label} size="large" />
        </>
      )}
      {progress.exempt === 0 ? null : (
        <p className="mt-1 text-sm text-muted">Left out: {formatNumber(progress.exempt)} exempt.</p>
      )}
    </div>
  )
}
