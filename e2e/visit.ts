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

/** What a page is looked at in. Colours of the dark one do not hang on the width. */
const views = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
] as const

/** No finding of axe in light and dark, wide and narrow, and nothing that makes a page scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { colorScheme, width } of views) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target) }))
    expect(found, `axe, ${colorScheme}, ${width} px`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
