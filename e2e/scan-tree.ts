import { basename } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { SmallTree } from './make-small-tree.ts'

/** Asks for a scan of what HEAD of a tree is now, and waits until it is published. */
export async function scanTree(page: Page, { directory }: SmallTree): Promise<void> {
  await page.goto('/new')
  await page.getByLabel('Path or URL of a kernel git tree').fill(directory)
  await page.getByRole('button', { name: 'Scan this tree' }).click()
  await expect(page).toHaveURL(new RegExp(`/${basename(directory)}$`), { timeout: 240_000 })
}
