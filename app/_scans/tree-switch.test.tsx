import { expect, test } from 'vitest'
import { writeElements } from '#app/_ui/write-elements.tsx'
import type { OtherTree } from './queries/list-other-trees.ts'
import { TreeSwitch } from './tree-switch.tsx'

const next: OtherTree = { slug: 'next', name: 'linux-next', hasRevision: false, hasSubject: true }
const hrefOf = (tree: OtherTree, path: string, params: string, rev: string | null = null) => {
  const query = new URLSearchParams(params)
  const { text } = writeElements(<TreeSwitch slug="linux" rev={rev} trees={[tree]} path={path} params={query} />)
  return /href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
}

test('another tree is switched to on the same page, without places of lists', () => {
  expect(hrefOf(next, '/linux/sites', 'status=unconverted&after=x&rev=v6.1', 'v6.1')).toBe(
    '/next/sites?status=unconverted',
  )
  expect(hrefOf({ ...next, hasRevision: true }, '/linux', 'rev=v6.1', 'v6.1')).toBe('/next?rev=v6.1')
})

test('where the other tree has no such page its list is led to', () => {
  const without = { ...next, hasSubject: false }
  expect(hrefOf(without, '/linux/sites/0123456789abcdef', '')).toBe('/next/sites')
  expect(hrefOf(without, '/linux/subsystems/block-layer', '')).toBe('/next/subsystems')
})

test('a tree alone has nothing to switch to', () => {
  const nothing = <TreeSwitch slug="linux" rev={null} trees={[]} path="/linux" params={new URLSearchParams()} />
  expect(writeElements(nothing).text).toBe('')
})
