import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

/** `npm run test:pages`: each page in every view, each value at every address. Else each feature once, which is what one waits for. */
export const isWhole = process.env.PINWATCH_PAGES === 'all'

/** Of many alike all in a whole run, else so many from first to last. */
export function some<T>(all: readonly T[], count: number): readonly T[] {
  if (isWhole || all.length <= count) return all
  return Array.from(
    { length: count },
    (_, at) => all[Math.round((at * (all.length - 1)) / Math.max(count - 1, 1))] as T,
  )
}

interface Visit {
  /** What a page may say on the console or answer with, by test; anything else fails it. */
  readonly expectedTrouble: RegExp[]
}

/** A test that fails when a page reports an error: on the console, by an exception, or by a server error. */
export const test = base.extend<Visit>({
  expectedTrouble: [[], { option: true }],
  page: async ({ page, expectedTrouble }, use) => {
    const trouble: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => trouble.push(`${page.url()}: ${error.message}`))
    page.on('response', (response) => {
      if (response.status() >= 500) trouble.push(`${response.url()}: ${response.status()}`)
    })
    await use(page)
    expect(trouble.filter((line) => !expectedTrouble.some((expected) => expected.test(line)))).toEqual([])
  },
})

/** What a page is looked at in, and for what: colours do not hang on the width, nor anything else on colours. */
const views = [
  { colorScheme: 'light', forcedColors: 'none', width: 1280, colorsAlone: false },
  { colorScheme: 'dark', forcedColors: 'none', width: 1280, colorsAlone: true },
  { colorScheme: 'light', forcedColors: 'active', width: 1280, colorsAlone: true },
  { colorScheme: 'light', forcedColors: 'none', width: 390, colorsAlone: false },
] as const

/** The first of them alone, for pages that are made of what others are looked at in all of them. */
export const wideView = views.slice(0, 1)

/** Without those for colours alone, for pages that others are looked at in them: what a real tree brings is long, and of no other colour. */
export const plainViews = views.filter(({ colorsAlone }) => !colorsAlone)

/**
 * No finding of axe in light, dark and forced colours, wide and narrow, and nothing that makes a page scroll sideways. Where it is not a whole run, in
 * the first of these views alone.
 */
export async function expectAccessible(page: Page, seen: readonly (typeof views)[number][] = views): Promise<void> {
  await unpinScans(page)
  for (const { colorScheme, forcedColors, width, colorsAlone } of isWhole ? seen : seen.slice(0, 1)) {
    await page.emulateMedia({ colorScheme, forcedColors })
    await page.setViewportSize({ width, height: 900 })
    // a rule of its newest guidelines, off by default; no page has frames, for which it would open another page each time
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    const { violations } = await (colorsAlone ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze()
    const found = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
    }))
    expect(found, `axe, ${forcedColors === 'active' ? 'forced colours' : colorScheme}, ${width} px`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Scans that other tests ask for are told at the foot of the window, over what one would scroll to: here they stand where the page ends. */
const unpinScans = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.scan-ticker { position: static !important }')
    document.adoptedStyleSheets = [sheet]
  })
