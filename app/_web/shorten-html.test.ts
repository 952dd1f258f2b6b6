import { expect, test } from 'vitest'
import { html } from './html.ts'
import { shortenHtml } from './shorten-html.ts'

const short = (made: { readonly text: string }) => shortenHtml(made.text)

test('ends that HTML implies are left out, others stay', () => {
  expect(short(html`<ul><li><a href="/x">a</a></li><li>b</li></ul>`)).toBe('<ul><li><a href=/x>a</a><li>b</ul>')
  expect(short(html`<tr><th>a</th><td>b</td></tr>`)).toBe('<tr><th>a<td>b')
})

test('quotes stay where a value needs them, and in front of a slash', () => {
  expect(short(html`<a class="a b" title="" href="/x?a=1">x</a>`)).toBe('<a class="a b" title="" href="/x?a=1">x</a>')
  expect(short(html`<path d="M1,2"/><rect x="1" y="2"></rect>`)).toBe('<path d="M1,2"/><rect x=1 y=2></rect>')
})

test('what somebody wrote is text as before', () => {
  const typed = '</li> a="b" <td>'
  expect(short(html`<li title="${typed}">${typed}</li>`)).toBe(html`<li title="${typed}">${typed}`.text)
})
