import { expect, test } from 'vitest'
import { html, joinHtml } from './html.ts'

test('every value is escaped but HTML itself', () => {
  const evil = `"><script>alert('x')</script>&`
  expect(html`<a title="${evil}">${evil}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>',
  )
  expect(html`<p>${html`<b>${evil.slice(0, 2)}</b>`}</p>`.text).toBe('<p><b>&quot;&gt;</b></p>')
})

test('nothing is nothing, zero is a number, and lists are written one after another', () => {
  expect(html`${null}${undefined}${false}${true}${0}`.text).toBe('0')
  expect(html`<ul>${[1, 2].map((value) => html`<li>${value}</li>`)}</ul>`.text).toBe('<ul><li>1</li><li>2</li></ul>')
  expect(joinHtml([html`a`, html`&amp;`], ', ').text).toBe('a, &amp;')
})

test('marks that nobody would see are shown, but not in what a form sends back', () => {
  expect(html`<code title="${'a\u202eb'}">${'a\u202eb\u009b\n\tc'}</code>`.text).toBe(
    '<code title="a\\u202eb">a\\u202eb\\u009b\n\tc</code>',
  )
  expect(html`<input value="${'a\u202e"b'}">`.text).toBe('<input value="a\u202e&quot;b">')
})
