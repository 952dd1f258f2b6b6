import { makeSmallTree } from '../make-small-tree.ts'
import { expect, test } from '../visit.ts'

/** Of C1 and of those that turn the direction of text around, none that a page may show as it is. */
const hidden = /[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

test('marks in names of a tree that reorder a line are shown on every page, and links to it work', async ({ page }) => {
  test.slow()
  const tree = makeSmallTree('marked', {
    'drivers/tiny/tiny.c': 'drivers/tiny/ti\u202eny.c',
    'TINY DRIVER': 'TINY \u202eDRIVER\u009b',
    'Tiny Person': 'Tiny \u2067Person',
    'int i, got': '/* \u202e */ int i, got',
  })
  try {
    await page.goto('/new')
    await page.getByLabel('Path or URL of a kernel git tree').fill(tree.directory)
    await page.getByRole('button', { name: 'Scan this tree' }).click()
    await expect(page).toHaveURL(/\/marked$/, { timeout: 240_000 })
    const pages = ['', '/sites?view=all', '/subsystems', '/maintainers', '/files/drivers/tiny', '/next', '/board']
    for (const path of pages) {
      await page.goto(`/marked${path}`)
      expect(await page.locator('body').innerText(), path).not.toMatch(hidden)
    }
    await page.goto('/marked/sites?view=all')
    await page
      .getByRole('link', { name: /ti\\u202eny\.c/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('ti\\u202eny.c')
    expect(await page.locator('body').innerText()).not.toMatch(hidden)
    await expect(page.getByRole('main')).toContainText('TINY \\u202eDRIVER\\u009b')
    await expect(page.getByRole('main')).toContainText('Tiny \\u2067Person')
  } finally {
    tree.remove()
  }
})
