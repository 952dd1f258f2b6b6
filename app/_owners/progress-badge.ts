import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { type Badge, badgeSvg } from '#app/_ui/badge-svg.ts'
import { answerText } from '#app/_web/api/answer-text.ts'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

/** How far a tree or a section is, in a few words and a colour. */
export function progressBadge(label: string, progress: Progress): Badge {
  const remaining = remainingOf(progress)
  const all = progress.converted + remaining
  if (all === 0) return { label, value: 'nothing to convert', tone: 'none' }
  if (remaining === 0) return { label, value: 'converted', tone: 'done' }
  const value = `${formatPercent(progress.converted, all)}, ${formatNumber(remaining)} left`
  if (progress.mismatched > 0)
    return { label, value: `${value}, ${formatNumber(progress.mismatched)} mismatched`, tone: 'bad' }
  return { label, value, tone: progress.converted / all >= 0.75 ? 'far' : 'begun' }
}

/** Other sites show it; they may keep it for some minutes. */
export const answerBadge = (request: Request, badge: Badge): Response =>
  answerText(request, [badgeSvg(badge)], {
    type: 'image/svg+xml',
    headers: { 'cache-control': 'public, max-age=300', 'cross-origin-resource-policy': 'cross-origin' },
  })
