import { expect, test } from 'vitest'
import { linkSources } from '#scanner/testing/scan-source.ts'

test('a chain of ten thousand wrappers is linked', () => {
  const links = Array.from(
    { length: 10_000 },
    (_, n) => `static void h${n + 1}(struct page *p)\n{\n\tput_page(p);\n\th${n}(p);\n}\n`,
  )
  expect(linkSources({ 'drivers/a.c': links.join('') }).pairs).toEqual([])
})

test('ten thousand acquires and releases of one value are linked', () => {
  const body = '\tget_user_pages_fast(a, 1, 0, &p);\n\tput_page(p);\n'.repeat(10_000)
  const tree = linkSources({ 'drivers/a.c': `void f(void)\n{\n${body}}\n` })
  expect(tree.sites).toHaveLength(20_000)
  expect(tree.pairs.length).toBeLessThanOrEqual(2048)
  expect(tree.pairs.length + tree.pairsLeftOut).toBeGreaterThanOrEqual(10_000)
})

test('ten thousand functions that store and drop one member are linked', () => {
  const one = (n: number) =>
    `static void t${n}(struct u *u)\n{\n\tget_user_pages_fast(a, 1, 0, u->p);\n}\nstatic void d${n}(struct u *u)\n{\n\tput_page(u->p);\n}\n`
  const tree = linkSources({ 'drivers/a.c': Array.from({ length: 10_000 }, (_, n) => one(n)).join('') })
  expect(tree.pairs.length).toBeGreaterThanOrEqual(10_000)
})
