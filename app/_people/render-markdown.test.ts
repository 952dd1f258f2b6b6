import { expect, test } from 'vitest'
import { renderMarkdown } from './render-markdown.ts'

test.each([
  ['**b** `c`', '<p><strong>b</strong> <code>c</code></p>'],
  [
    'see https://lore.kernel.org/r/1 and a@example.org',
    '<p>see <a rel="nofollow noreferrer" href="https://lore.kernel.org/r/1">https://lore.kernel.org/r/1</a> and <a rel="nofollow noreferrer" href="mailto:a@example.org">a@example.org</a></p>',
  ],
])('%j is shown as %j', (text, html) => {
  expect(renderMarkdown(text)).toBe(html)
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<javascript:alert(1)>',
  '![x](https://evil.example/pixel.png)',
  '![x][y]\n\n[y]: https://evil.example/pixel.png',
  '[x](https://a.example "\\" onmouseover=alert(1))")',
  '<a href="https://a.example" onclick="alert(1)">x</a>',
])('%j runs and loads nothing', (text) => {
  const html = renderMarkdown(text)
  const tags = html.match(/<[^>]*>/g) ?? []
  expect(tags.filter((tag) => !/^<\/?(?:p|a|strong|em|code)\b/.test(tag))).toEqual([])
  expect(tags.join('').replaceAll(/title="[^"]*"/g, '')).not.toMatch(/javascript:|data:|\bon\w+=/i)
})

test.each([
  [
    'fixed by 0123456789ab',
    '<p>fixed by <a rel="nofollow noreferrer" href="https://git.example.org/0123456789ab">0123456789ab</a></p>',
  ],
  ['in 123456789012 ns, 0123456, deadbeefdeadbeefx', '<p>in 123456789012 ns, 0123456, deadbeefdeadbeefx</p>'],
  ['`0123456789ab`', '<p><code>0123456789ab</code></p>'],
  [
    '[0123456789ab](https://a.example)',
    '<p><a rel="nofollow noreferrer" href="https://a.example">0123456789ab</a></p>',
  ],
])('of %j commits become links: %j', (text, html) => {
  expect(renderMarkdown(text, (commit) => `https://git.example.org/${commit}`)).toBe(html)
  expect(renderMarkdown(text)).not.toContain('git.example.org')
})
