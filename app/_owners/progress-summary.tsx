import type { JudgedCount } from '#app/_data/list-judged-stays.ts'
import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { StaysLine } from '#app/_ui/stays-line.tsx'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

interface ProgressSummaryProps {
  readonly progress: Progress
  readonly label: string
  /** Of what remains: of how many somebody says that they stay by design, and the list of them. */
  readonly judged: JudgedCount & { readonly href: string }
}

/** Progress in a sentence and a bar, with what is counted apart. */
export function ProgressSummary({ progress, label, judged }: ProgressSummaryProps) {
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
      <StaysLine
        exempt={progress.exempt}
        judged={judged}
        converted={progress.converted}
        remaining={remainingOf(progress)}
      />
    </div>
  )
}
