import type { StartingPoint } from '#app/_sites/queries/list-start-here.ts'
import { codeName, pathLine } from '#app/_ui/code-html.ts'
import { statusMark } from '#app/_ui/status-html.ts'
import { formatCount } from '#app/_web/format.ts'
import { type Html, html } from '#app/_web/html.ts'

/** Where to begin, one a line: the place, what becomes what, and how much a change touches. */
export const startHere = (points: readonly StartingPoint[], href: (key: string) => string): Html =>
  html`<ol class="rows starts">${points.map((point) => startRow(point, href(point.key)))}</ol>`

const startRow = (point: StartingPoint, href: string): Html =>
  html`<li>${statusMark(point.status)}<span class="start-place"><a href="${href}" class="site-place">${pathLine(point.path, point.line)}</a></span> <span class="start-call"><code>${codeName(point.api)}</code>${
    point.target !== null && html` → <code>${codeName(point.target)}</code>`
  }</span> <span class="start-why">${whyHere(point)}</span></li>`

/** Why it stands where it does. */
function whyHere({ status, isEasy, touches, hasRelease, target }: StartingPoint): string {
  const others = formatCount(touches, 'other call')
  const size = !hasRelease ? 'no release found' : target === null ? `${others} to change` : `touches ${others}`
  if (status === 'mismatched') return `mismatched: a bug; ${size}`
  if (isEasy) return `easy: same function, certain; ${size}`
  return size
}
