import { expect, test } from 'vitest'
import { highlightC } from './highlight-c.ts'

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|amp|quot|#x27|#39);/g, (_all, name) =>
      String({ lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'", '#39': "'" }[String(name)]),
    )

test('each line is whole, and says what the text says', () => {
  const lines = ['/* a comment', ' * of <three> lines', ' */', 'int f(struct page *p)', '{', '\treturn p && "x";', '}']
  const html = highlightC(lines).map(({ text }) => text)
  expect(html.map(plain)).toEqual(lines)
  for (const line of html) expect(line.match(/<span/g)?.length ?? 0).toBe(line.match(/<\/span>/g)?.length ?? 0)
  expect(html[1]).toContain('hljs-comment')
  expect(html[5]).toContain('hljs-keyword')
})

test('what is no C is text', () => {
  const lines = ['<script>alert(1)</script>', '#if 0', ') ] } " \\', "'"]
  expect(highlightC(lines).map(({ text }) => plain(text))).toEqual(lines)
  expect(highlightC(lines)[0]?.text).not.toContain('<script')
  expect(highlightC([])).toHaveLength(1)
})
