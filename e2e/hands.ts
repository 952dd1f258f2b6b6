import { expect, type Locator, type Page } from '@playwright/test'

/** How somebody works with pages: the same story is told by each. */
export interface Hands {
  /** Follows a link, presses a button, ticks a box, unfolds what is folded. */
  press(target: Locator): Promise<void>
  write(field: Locator, text: string): Promise<void>
  choose(radio: Locator): Promise<void>
}

export const withMouse = (): Hands => ({
  press: (target) => target.click(),
  write: (field, text) => field.fill(text),
  choose: (radio) => radio.check(),
})

/** Farther than any page of the story has stops. */
const stopsMax = 400

/** Tab, Enter, blank and arrows, nothing else. */
export function withKeyboard(page: Page): Hands {
  const isAt = (target: Locator) => target.evaluate((element) => element === document.activeElement)
  const goTo = async (target: Locator) => {
    await expect(target).toBeVisible()
    for (let stops = 0; stops < stopsMax; stops++) {
      if (await isAt(target)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`no Tab leads to ${target}`)
  }
  return {
    async press(target) {
      await goTo(target)
      const isBox = (await target.getAttribute('type')) === 'checkbox'
      await page.keyboard.press(isBox ? 'Space' : 'Enter')
    },
    async write(field, text) {
      await goTo(field)
      await page.keyboard.type(text)
      await expect(field).toHaveValue(text)
    },
    async choose(radio) {
      // Tab leads to one of them, arrows to the others
      const group = page.locator(`input[name="${await radio.getAttribute('name')}"]:focus`)
      for (let stops = 0; stops < stopsMax && (await group.count()) === 0; stops++) await page.keyboard.press('Tab')
      for (let stops = 0; stops < stopsMax && !(await radio.isChecked()); stops++)
        await page.keyboard.press('ArrowDown')
      await expect(radio).toBeChecked()
    },
  }
}
