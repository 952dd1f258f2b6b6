import type { StartingPoint } from '#app/_sites/queries/list-start-here.ts'
import { codeName, pathLine } from '#app/_ui/code-html.ts'
import { statusMark } from '#app/_ui/status-html.ts'
import { formatCount } from '#app/_web/format.ts'
import { type Html, html } from '#app/_web/html.ts'

interface StartOptions {
  readonly href: (key: string) => string
  /** Who works on which of them, by key. */
  readonly claimants: ReadonlyMap<string, readonly string[]>
}

/** Where to begin, one a line: the place, what becomes what, how much a change touches, and who is on it. */
export const startHere = (points: readonly StartingPoint[], { href, claimants }: StartOptions): Html =>
  html`<ol class="rows starts">${points.map((point) => startRow(point, href(point.key), claimants.get(point.key) ?? []))}</ol>`

const startRow = (point: StartingPoint, href: string, claimants: readonly string[]): Html =>
  html`<li>${statusMark(point.status)}<span class="start-place"><a href="${href}" class="site-place">${pathLine(point.path, point.line)}</a></span> <span class="start-call"><code>${codeName(point.api)}</code>${
    point.target !== null && html` → <code>${codeName(point.target)}</code>`
  }</span> <span class="start-why">${whyHere(point)}</span>${
    claimants.length > 0 && html` <span class="start-who">claimed by ${claimants.join(', ')}</span>`
  }</li>`

/** Why it stands where it does. */
function whyHere({ status, isEasy, touches, hasRelease, target }: StartingPoint): string {
  const others = formatCount(touches, 'other call')
  const size = !hasRelease ? 'no release found' : target === null ? `${others} to change` : `touches ${others}`
  if (status === 'mismatched') return `mismatched: a bug; ${size}`
  if (isEasy) return `easy: same function, certain; ${size}`
  return size
}
