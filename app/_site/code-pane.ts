import type { TextLine } from '#app/_web/decode-text.ts'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import { escapeHtml, Html, html, noHtml } from '#app/_web/html.ts'
import type { LineRange } from '#scanner/model/find-function-range.ts'
import { highlightC } from './highlight-c.ts'
import type { FileMarks, LineMark } from './mark-lines.ts'

export interface CodePane {
  readonly path: string
  readonly lines: readonly TextLine[]
  readonly ranges: readonly LineRange[]
  readonly marks: FileMarks
  /** Before `L12` in the anchors, where a page has several panes. */
  readonly anchorPrefix: string
}

/** Which neighbours a pane has where they stand one below the other. */
interface PanePlace {
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** What joins a line to others: a rail from mark to mark, and, where panes are stacked, from one pane to the next. */
type Rail = 'none' | 'between' | 'onward'

/** Parts of a file with numbered lines, as HTML. A rail leads along what is marked, from the first to the last. */
export function codePane(
  { lines, ranges, marks, anchorPrefix }: CodePane,
  { isFirst, isLast }: PanePlace = { isFirst: true, isLast: true },
): Html {
  const chain = [...marks.keys()].filter((line) => ranges.some(({ first, last }) => line >= first && line <= last))
  const [from, to] = [Math.min(...chain), Math.max(...chain)]
  const railAt = (line: number): Rail => {
    if (line > from && line < to) return 'between'
    return (line < from && !isFirst) || (line > to && !isLast) ? 'onward' : 'none'
  }
  const digits = String(ranges.at(-1)?.last ?? 1).length
  return html`<pre class="code-lines">${ranges.map((range, index) => {
    const hidden = index === 0 ? 0 : range.first - 1 - (ranges[index - 1]?.last ?? 0)
    const shown = lines.slice(range.first - 1, range.last)
    const code = highlightC(shown.map(({ text }) => text))
    return html`${hidden > 0 && html`<span class="code-gap${railClass(railAt(range.first - 1))}"><span class="code-sign"></span>${formatCount(hidden, 'line')} not shown</span>`}${shown.map(
      (line, offset) =>
        codeLine(range.first + offset, {
          line,
          code: code[offset] ?? html`${line.text}`,
          mark: marks.get(range.first + offset) ?? null,
          rail: railAt(range.first + offset),
          anchor: `${anchorPrefix}L${range.first + offset}`,
          digits,
        }),
    )}`
  })}</pre>`
}

/** Whoever sees no colours sees these. */
const signs = { here: '>', pair: '+', step: '·' } as const

interface CodeLine {
  readonly line: TextLine
  readonly code: Html
  readonly mark: LineMark | null
  readonly rail: Rail
  readonly anchor: string
  readonly digits: number
}

const railClass = (rail: Rail): Html => (rail === 'none' ? noHtml : html` code-${rail}`)

const codeLine = (number: number, { line, code, mark, rail, anchor, digits }: CodeLine): Html =>
  html`<span id="${anchor}" class="code-line${mark === null ? railClass(rail) : html` code-${mark.kind}`}"><span class="code-sign" aria-hidden="true">${
    mark === null ? ' ' : signs[mark.kind]
  }</span><a class="code-number" href="#${anchor}" aria-label="Line ${number}">${String(number).padStart(digits)}</a><code>${
    mark?.name ? emphasize(code, mark.name) : code
  }</code>${line.hidden > 0 && html`<span class="code-note">… ${formatNumber(line.hidden)} more characters</span>`}${mark?.notes.map(
    ({ text, href }) =>
      html`<span class="code-note">${href === null ? text : html`<a href="${href}">${text}</a>`}</span>`,
  )}\n</span>`

/** Marks the first use of a name between the tags of a line. */
function emphasize({ text }: Html, name: string): Html {
  const word = escapeHtml(name).replace(/\W/g, '\\$&')
  return new Html(text.replace(new RegExp(`(^|>)([^<]*?)\\b(${word})\\b`), '$1$2<mark>$3</mark>'))
}
