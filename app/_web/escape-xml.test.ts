import { expect, test } from 'vitest'
import { escapeXml } from './escape-xml.ts'

test('markup is text, and what XML cannot have is shown as missing', () => {
  expect(escapeXml(`<a b="c">&'\0\x1b\ud800\t`)).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#39;\ufffd\ufffd\ufffd\t')
})
