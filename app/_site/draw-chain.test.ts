import { expect, test } from 'vitest'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import type { CodePane } from './code-pane.ts'
import { chainWidthRem, drawChain, paneRem } from './draw-chain.ts'

const site = { path: 'a.c', line: 10, role: 'acquire' } as SiteAtRevision
const pair = (path: string, line: number, steps: readonly (readonly [string, number])[] = []): SitePair => ({
  ...{ key: `${path}${line}`, path, line, function: 'f', api: 'put_page', status: 'unconverted', target: null },
  ...{ rule: 'wrapper', grade: 'likely' },
  evidence: steps.map(([at, step]) => ({ path: at, line: step, text: 'is handed on' })),
})
const pane = (path: string, ...ranges: readonly (readonly [number, number])[]): CodePane => ({
  ...{ path, lines: [], marks: new Map(), anchorPrefix: '' },
  ranges: ranges.map(([first, last]) => ({ first, last })),
})
/** From and to of each curve. */
const curves = (text: string) =>
  [...text.matchAll(/ d="M([\d.]+) ([\d.]+)C.*? ([\d.]+) ([\d.]+)"/g)].map((match) => match.slice(1).map(Number))
const [left, right] = [0, chainWidthRem]

test('a curve leads from the line of the acquire to that of the release in the pane beside it', () => {
  const panes = [pane('a.c', [8, 12]), pane('b.c', [1, 4])]
  const chain = drawChain(panes, site, [pair('b.c', 3)])
  const [[x0, y0, x1, y1] = []] = curves(chain?.content.text ?? '')
  expect([x0, x1]).toEqual([left, right])
  // both are the third line of their pane
  expect(y0).toBe(y1)
  expect(chain?.content.text).toContain('chain-likely')
  expect(chain?.heightRem).toBe(Math.max(...panes.map(paneRem)))
})

test('what lies on the way is passed, also in panes below', () => {
  const panes = [pane('a.c', [8, 12]), pane('b.c', [1, 4]), pane('c.c', [1, 2])]
  const drawn = curves(drawChain(panes, site, [pair('b.c', 3, [['c.c', 2]])])?.content.text ?? '')
  expect(drawn.map(([x0, , x1]) => [x0, x1])).toEqual([
    [left, right],
    [right, right],
  ])
  const [first = [], second = []] = drawn
  expect(second[1]).toBe(first[3])
  expect(second[3]).toBeLessThan(second[1] ?? 0)
})

test('a gap between lines is as high as it is shown', () => {
  const whole = drawChain([pane('a.c', [8, 12]), pane('b.c', [1, 20])], site, [pair('b.c', 20)])
  const parted = drawChain([pane('a.c', [8, 12]), pane('b.c', [1, 1], [20, 20])], site, [pair('b.c', 20)])
  const endOf = (chain: typeof whole) => curves(chain?.content.text ?? '')[0]?.[3] ?? 0
  expect(endOf(whole) - endOf(parted)).toBeCloseTo(18 * 1.6 - 2.2, 1)
})

test('nothing is drawn inside a pane, nor to lines that no pane shows', () => {
  expect(drawChain([pane('a.c', [8, 40])], site, [pair('a.c', 30)])).toBeNull()
  expect(drawChain([pane('a.c', [8, 12]), pane('b.c', [1, 4])], site, [pair('b.c', 30)])).toBeNull()
})
