import type { Page } from '@playwright/test'
import { expect, some, test } from '../visit.ts'

const paths = [
  '/demo',
  '/demo/sites',
  '/demo/sites?view=all&group=subsystem',
  '/demo/subsystems',
  '/demo/maintainers',
  '/demo/subsystems/drm-driver-for-tern-gpus',
  '/demo/maintainers/bteague@example.org',
  '/demo/files/drivers',
  '/demo/events',
  '/demo/next',
  '/demo/search?q=pin',
  '/scans',
  '/api',
] as const

/** Bytes a second: a page comes in many pieces, as over a slow link. */
const slow = 40 * 1024

/** Less, of letters that come a moment late, nobody sees: it is 0 as it is reported. */
const seenMin = 0.001

interface Shift {
  readonly value: number
  readonly what: readonly string[]
}

/** Collects what moves by itself, from the first byte on. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: Shift[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // of Chromium alone, and in no library of types
        const shift = entry as PerformanceEntry & {
          readonly value: number
          readonly hadRecentInput: boolean
          readonly sources: readonly { readonly node: Node | null }[]
        }
        if (shift.hadRecentInput) continue
        const what = shift.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 120) : ''))
        shifts.push({ value: shift.value, what })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

for (const width of [1360, 390])
  test(`nothing moves while a page comes, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await watchShifts(page)
    // of a visitor whose browser has the styles and the script
    await page.goto('/demo')
    const link = await page.context().newCDPSession(page)
    await link.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: slow,
      uploadThroughput: slow,
    })
    for (const path of some([...paths, await firstSite(page)], 3)) {
      await page.goto(path, { waitUntil: 'networkidle' })
      const shifts = await page.evaluate(() => (window as unknown as { readonly shifts: readonly Shift[] }).shifts)
      expect(
        shifts.filter(({ value }) => value >= seenMin),
        path,
      ).toEqual([])
    }
  })

async function firstSite(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/trees/demo/sites?status=mismatched')
  const { items } = (await answer.json()) as { readonly items: readonly { readonly id: string }[] }
  return `/demo/sites/${items[0]?.id}`
}
