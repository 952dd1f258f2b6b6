import type { Mail } from './mail.ts'
import { parseMail } from './parse-mail.ts'
import type { SortedMailbox } from './series.ts'
import { sortMailbox } from './sort-mailbox.ts'
import { splitMailbox } from './split-mailbox.ts'

/** All mails of a mailbox, decoded, in its order, and sorted. Never fails: what is no mail is in `others`. */
export async function readMailbox(bytes: Buffer): Promise<SortedMailbox & { readonly mails: readonly Mail[] }> {
  const mails: Mail[] = []
  // one at a time: a mailbox may hold gigabytes of attachments
  for (const raw of splitMailbox(bytes)) mails.push(await parseMail(raw))
  return { mails, ...sortMailbox(mails) }
}
