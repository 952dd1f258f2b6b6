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

const schemes = ['light', 'dark'] as const
const widths = [1280, 390] as const

/** No finding of axe in light and dark, and nothing that makes a narrow page scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target) }))
      expect(found, `axe, ${colorScheme}, ${width} px`).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
