import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMailServer } from '../scanner/testing/mail-server.ts'
import { mailFolder, mailPort } from './mail-place.ts'

/** A mail server for the whole run: each mail becomes a file. */
export default async function keepMails(): Promise<() => Promise<void>> {
  const folder = mailFolder()
  mkdirSync(folder, { recursive: true })
  let count = 0
  const server = await startMailServer(mailPort(), ({ text }) => writeFileSync(join(folder, `${count++}.eml`), text))
  return () => server.close()
}
