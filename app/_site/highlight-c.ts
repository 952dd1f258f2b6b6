import hljs from 'highlight.js/lib/core'
import c from 'highlight.js/lib/languages/c'
import { escapeHtml, Html } from '#app/_web/html.ts'

hljs.registerLanguage('c', c)

/** Beyond it colours cost more than they tell. */
const lengthMax = 400_000

/** Lines of C as HTML, each whole by itself: what spans several lines, as a comment does, is closed at the end of each and opened anew. */
export function highlightC(lines: readonly string[]): readonly Html[] {
  const text = lines.join('\n')
  if (text.length > lengthMax) return lines.map((line) => new Html(escapeHtml(line)))
  const { value } = hljs.highlight(text, { language: 'c', ignoreIllegals: true })
  let open: readonly string[] = []
  return value.split('\n').map((line) => {
    const before = open.join('')
    open = openAfter(open, line)
    return new Html(`${before}${line}${'</span>'.repeat(open.length)}`)
  })
}

/** The tags that are open at the end of a line. */
function openAfter(open: readonly string[], line: string): readonly string[] {
  const stack = [...open]
  for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
    if (tag === '</span>') stack.pop()
    else stack.push(tag)
  }
  return stack
}
