import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

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

/** No finding of axe in light, dark and forced colours, wide and narrow, and nothing that makes a page scroll sideways. */
export async function expectAccessible(page: Page, seen: readonly (typeof views)[number][] = views): Promise<void> {
  for (const { colorScheme, forcedColors, width, colorsAlone } of seen) {
    await page.emulateMedia({ colorScheme, forcedColors })
    await page.setViewportSize({ width, height: 900 })
    // a rule of its newest guidelines, off by default
    const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } })
    const { violations } = await (colorsAlone ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze()
    const found = violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target) }))
    expect(found, `axe, ${forcedColors === 'active' ? 'forced colours' : colorScheme}, ${width} px`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
