import type { ReactNode } from 'react'
import type { TextLine } from '#app/_web/decode-text.ts'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import type { LineRange } from '#scanner/model/find-function-range.ts'
import './code-excerpt.css'

/** What is to be said of one line of code. */
export interface LineMark {
  /** `here`: the site of the page; `pair`: the other end of a pair; `step`: what the evidence passes. */
  readonly kind: 'here' | 'pair' | 'step'
  /** The name in the line that the mark is about. */
  readonly name: string | null
  /** Stand behind the line. */
  readonly notes: readonly { readonly text: string; readonly href: string | null }[]
}

interface CodeExcerptProps {
  readonly label: string
  readonly lines: readonly TextLine[]
  readonly ranges: readonly LineRange[]
  readonly marks: ReadonlyMap<number, LineMark>
  /** Before `L12` in the anchors, where a page has several files. */
  readonly anchorPrefix?: string
}

/** Parts of a file with numbered lines. Scrolls by itself, also with the keyboard: lines are as long as they are. */
export function CodeExcerpt({ label, lines, ranges, marks, anchorPrefix = '' }: CodeExcerptProps) {
  const digits = String(ranges.at(-1)?.last ?? 1).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls with the arrow keys
    <section className="code" aria-label={label} tabIndex={0}>
      <pre className="code-lines">
        {ranges.map((range, index) => (
          <ExcerptPart
            key={range.first}
            lines={lines}
            range={range}
            isFirst={index === 0}
            hidden={range.first - 1 - (ranges[index - 1]?.last ?? 0)}
            marks={marks}
            anchorPrefix={anchorPrefix}
            digits={digits}
          />
        ))}
      </pre>
    </section>
  )
}

interface ExcerptPartProps {
  readonly lines: readonly TextLine[]
  readonly range: LineRange
  /** Where a file begins is said by the number of the line. */
  readonly isFirst: boolean
  /** Lines of the file between the part before and this one. */
  readonly hidden: number
  readonly marks: ReadonlyMap<number, LineMark>
  readonly anchorPrefix: string
  readonly digits: number
}

function ExcerptPart({ lines, range, isFirst, hidden, marks, anchorPrefix, digits }: ExcerptPartProps) {
  const numbers = Array.from({ length: range.last - range.first + 1 }, (_unused, index) => range.first + index)
  return (
    <>
      {hidden > 0 && !isFirst ? <span className="code-gap">{formatCount(hidden, 'line')} not shown</span> : null}
      {numbers.map((number) => (
        <CodeLine
          key={number}
          number={number}
          line={lines[number - 1] ?? { text: '', hidden: 0 }}
          mark={marks.get(number) ?? null}
          anchor={`${anchorPrefix}L${number}`}
          digits={digits}
        />
      ))}
    </>
  )
}

interface CodeLineProps {
  readonly number: number
  readonly line: TextLine
  readonly mark: LineMark | null
  readonly anchor: string
  readonly digits: number
}

function CodeLine({ number, line, mark, anchor, digits }: CodeLineProps) {
  return (
    <span id={anchor} className={`code-line${mark === null ? '' : ` code-${mark.kind}`}`}>
      <span className="code-sign" aria-hidden="true">
        {mark === null ? ' ' : signs[mark.kind]}
      </span>
      <a className="code-number" href={`#${anchor}`} aria-label={`Line ${number}`}>
        {String(number).padStart(digits)}
      </a>
      <code>{mark?.name ? emphasize(line.text, mark.name) : line.text}</code>
      {line.hidden > 0 ? <span className="code-note">… {formatNumber(line.hidden)} more characters</span> : null}
      {mark?.notes.map(({ text, href }) => (
        <span key={text} className="code-note">
          {href === null ? text : <a href={href}>{text}</a>}
        </span>
      ))}
      {'\n'}
    </span>
  )
}

/** Whoever sees no colours sees these. */
const signs = { here: '>', pair: '+', step: '·' } as const

function emphasize(text: string, name: string): ReactNode {
  const at = text.search(new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`))
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{name}</mark>
      {text.slice(at + name.length)}
    </>
  )
}
