import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { type Html, html, joinHtml } from '#app/_web/html.ts'
import type { Grade } from '#scanner/model/site.ts'
import type { CodePane } from './code-pane.ts'
import { locateStep } from './locate-step.ts'

/** Heights in rem, as `code.css` has them: the drawing has to meet the lines. */
const titleRem = 1.9
const lineRem = 1.6
const gapRem = 2.2
/** Border and padding above the first line. */
const headRem = 0.47
/** The same below the last, and room for a bar to scroll by. */
const footRem = 1.67
const betweenRem = 1
/** Of the column between the panes. */
export const chainWidthRem = 3

/** A line that the drawing passes; `pane` is its place among the panes. */
interface Stop {
  readonly pane: number
  readonly topRem: number
}

/** How high a pane with its title is. */
export const paneRem = ({ ranges }: CodePane): number =>
  titleRem +
  headRem +
  ranges.reduce((height, { first, last }, index) => height + (last - first + 1) * lineRem + gapAt(ranges, index), 0) +
  footRem

const gapAt = (ranges: CodePane['ranges'], index: number): number => {
  const before = ranges[index - 1]
  const here = ranges[index]
  return before !== undefined && here !== undefined && here.first - before.last > 1 ? gapRem : 0
}

/** Distance of the middle of a line from the top of its pane; `null` if the pane does not show it. */
function lineTopRem({ ranges }: CodePane, line: number): number | null {
  let top = titleRem + headRem
  for (const [index, { first, last }] of ranges.entries()) {
    top += gapAt(ranges, index)
    if (line >= first && line <= last) return top + (line - first + 0.5) * lineRem
    top += (last - first + 1) * lineRem
  }
  return null
}

/**
 * What leads from each acquire over the steps of its evidence to the release, where that goes from one pane to another: the first stands
 * left of the drawing, all others right of it, one below the other. Inside a pane its own rail says so. `null` where nothing does.
 */
export function drawChain(
  panes: readonly CodePane[],
  site: SiteAtRevision,
  pairs: readonly SitePair[],
): { readonly heightRem: number; readonly content: Html } | null {
  const tops = panes.map((_pane, index) =>
    index === 0 ? 0 : panes.slice(1, index).reduce((top, pane) => top + paneRem(pane) + betweenRem, 0),
  )
  const stopAt = (path: string, line: number): Stop | null => {
    for (const [index, pane] of panes.entries()) {
      const top = pane.path === path ? lineTopRem(pane, line) : null
      if (top !== null) return { pane: index, topRem: top + (tops[index] ?? 0) }
    }
    return null
  }
  const drawn = pairs.flatMap((pair) => {
    const [acquire, release] = site.role === 'acquire' ? [site, pair] : [pair, site]
    const places = [
      acquire,
      ...pair.evidence.map((step) => ({ path: locateStep(step, acquire, release), line: step.line })),
      release,
    ]
    const stops = places.flatMap(({ path, line }) => stopAt(path, line) ?? [])
    return stops.flatMap((stop, index) => {
      const before = stops[index - 1]
      return before === undefined || before.pane === stop.pane ? [] : [drawLink(before, stop, pair.grade)]
    })
  })
  if (drawn.length === 0) return null
  const heightRem = Math.max(...panes.map((pane, index) => (tops[index] ?? 0) + paneRem(pane)))
  return { heightRem, content: joinHtml(drawn) }
}

/** A curve from one line to another, with a dot where it begins and an arrow where it ends. */
function drawLink(from: Stop, to: Stop, grade: Grade): Html {
  const [x0, x1] = [sideOf(from), sideOf(to)]
  const [y0, y1] = [round(from.topRem), round(to.topRem)]
  // between two panes of one side it swings out and back
  const bend = x0 === x1 ? chainWidthRem * 0.35 : chainWidthRem / 2
  const tip = x1 === 0 ? 0.5 : -0.5
  return html`<path class="chain-link chain-${grade}" d="M${x0} ${y0}C${bend} ${y0} ${bend} ${y1} ${x1} ${y1}"/><circle class="chain-dot" cx="${x0}" cy="${y0}" r="0.25"/><path class="chain-link" d="M${x1 + tip} ${round(y1 - 0.28)}L${x1} ${y1}L${x1 + tip} ${round(y1 + 0.28)}"/>`
}

const sideOf = ({ pane }: Stop): number => (pane === 0 ? 0 : chainWidthRem)

const round = (value: number): number => Math.round(value * 100) / 100
