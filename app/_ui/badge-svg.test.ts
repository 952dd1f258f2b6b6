import { expect, test } from 'vitest'
import { badgeSvg } from './badge-svg.ts'

test('a badge says the same to whoever hears it, whatever is in a title', () => {
  const svg = badgeSvg({ label: 'DRM <"drivers"> & more', value: '12 remain', tone: 'begun' })
  expect(svg).toContain('aria-label="DRM &lt;&quot;drivers&quot;&gt; &amp; more: 12 remain"')
  expect(svg).not.toContain('<"drivers">')
  const [, whole, ...parts] =
    /<svg[^>]* width="(\d+)".*<rect width="(\d+)" height="20" fill.*<rect x="(\d+)" width="(\d+)"/.exec(svg) ?? []
  expect(Number(whole)).toBe(Number(parts[0]) + Number(parts[2]))
})
