import type { CheckDocument } from '#scanner/model/check-document.ts'
import type { CheckRunResult } from './complete-check-run.ts'
import { composeAnnotations } from './compose-annotations.ts'

/** What a check run says of a checked range. */
export const describeCheck = (checked: CheckDocument): CheckRunResult => ({
  conclusion: checked.verdict === 'fail' ? 'failure' : 'success',
  title: titleOf(checked),
  summary: summaryOf(checked),
  annotations: composeAnnotations(checked),
})

function titleOf({ findings, improved }: CheckDocument): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  const [errors, warnings] = [count('error'), count('warning')]
  if (errors + warnings > 0) return `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`
  return improved.length === 0 ? 'No new unconverted site' : `${plural(improved.length, 'site')} converted`
}

/** Names in it come from the scanned tree, and must not become Markdown. */
function summaryOf({ base, head, improved }: CheckDocument): string {
  return [
    `What ${head.commit.slice(0, 12)} has on top of ${base.commit.slice(0, 12)} was checked for new calls that take plain references to user pages and for releases of the other kind.`,
    ...improved.map(({ after }) => `- converted: ${code(`${after.path}:${after.line}`)} ${code(`${after.api}()`)}`),
  ]
    .join('\n')
    .slice(0, summaryMax)
}

/** GitHub takes 65,535 characters. */
const summaryMax = 60_000

const code = (text: string): string => `\`${text.replace(/[`\p{Cc}]/gu, '?')}\``

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
