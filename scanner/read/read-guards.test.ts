import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'

function check(body: string, expected: readonly (readonly string[])[]): void {
  const facts = readSource(`void f(void)\n{\n${body}\n}\n`)
  expect(facts.calls.map(({ guards = [] }) => guards)).toEqual(expected)
}

test('conditions around a row are read, the innermost first', () => {
  check('if (a) { for (;;) if (x->need_unpin) unpin_user_page(p); }', [['x->need_unpin', 'a']])
})

test('what stands behind an else has the condition turned round', () => {
  check('if (pinned) { unpin_user_page(p); } else { put_page(p); }', [['pinned'], ['!pinned']])
})

test('the condition that a call stands in is none of its guards, nor is one that has ended', () => {
  check('if (b) x(); if (get_user_pages(a, 1, 0, p) < 0) return; put_page(p);', [[], []])
})
