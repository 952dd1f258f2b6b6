import type { TextLine } from '#app/_web/decode-text.ts'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import { escapeHtml, Html, html } from '#app/_web/html.ts'
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

/** Parts of a file with numbered lines, as HTML. A line leads along what is marked, from the first to the last. */
export function codePane({ lines, ranges, marks, anchorPrefix }: CodePane): Html {
  const chain = [...marks.keys()]
  const [from, to] = [Math.min(...chain), Math.max(...chain)]
  const digits = String(ranges.at(-1)?.last ?? 1).length
  return html`<pre class="code-lines">${ranges.map((range, index) => {
    const hidden = index === 0 ? 0 : range.first - 1 - (ranges[index - 1]?.last ?? 0)
    const shown = lines.slice(range.first - 1, range.last)
    const code = highlightC(shown.map(({ text }) => text))
    return html`${hidden > 0 && html`<span class="code-gap${range.first > from && range.first <= to && html` code-between`}">${formatCount(hidden, 'line')} not shown</span>`}${shown.map(
      (line, offset) =>
        codeLine(range.first + offset, {
          line,
          code: code[offset] ?? html`${line.text}`,
          mark: marks.get(range.first + offset) ?? null,
          isBetween: range.first + offset > from && range.first + offset < to,
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
  /** On the way from one mark to another. */
  readonly isBetween: boolean
  readonly anchor: string
  readonly digits: number
}

const codeLine = (number: number, { line, code, mark, isBetween, anchor, digits }: CodeLine): Html =>
  html`<span id="${anchor}" class="code-line${mark !== null ? html` code-${mark.kind}` : isBetween && html` code-between`}"><span class="code-sign" aria-hidden="true">${
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
