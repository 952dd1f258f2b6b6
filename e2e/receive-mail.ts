import { expect } from '@playwright/test'
import { readMails } from './mail-place.ts'

/** The last mail to somebody whose text has this, once it has come. */
export async function receiveMail(to: string, text: string): Promise<string> {
  const find = () => readMails(to).findLast((mail) => mail.includes(text)) ?? ''
  await expect.poll(find, { timeout: 60_000 }).not.toBe('')
  return find()
}

/** The address in a mail that has this in it. */
export const linkIn = (mail: string, path: string): string =>
  mail.split('\n').find((line) => line.startsWith('http') && line.includes(path)) ?? ''
