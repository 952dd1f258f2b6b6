import { type ExtractedPatch, extractPatch } from '#scanner/git/extract-patch.ts'
import type { Mail } from '#scanner/mail/mail.ts'
import { MailError } from '#scanner/mail/mail-error.ts'
import { nameMail } from '#scanner/mail/name-mail.ts'
import { type PatchedFile, parsePatch } from '#scanner/mail/parse-patch.ts'
import type { Posting } from '#scanner/mail/series.ts'

/** A patch with the mail it came in. */
export interface MailedPatch {
  readonly mail: Mail
  readonly extracted: ExtractedPatch
  readonly files: readonly PatchedFile[]
}

/**
 * The patches of a posting, taken out of their mails in a scratch repository. Rejects with `MailError` where one is missing: what the rest
 * does says nothing of the whole.
 */
export async function extractSeries(scratch: string, posting: Posting): Promise<readonly MailedPatch[]> {
  requireWhole(posting)
  const patches: MailedPatch[] = []
  for (const mail of posting.patches) {
    const extracted = await extractPatch(scratch, mail.content)
    if (extracted.patch.length === 0)
      throw new MailError(`${nameMail(mail)}: git finds no patch in it. Send it with git send-email, as plain text.`)
    patches.push({ mail, extracted, files: parsePatch(extracted.patch) })
  }
  return patches
}

function requireWhole({ missing, total, version, patches, cover }: Posting): void {
  if (missing.length === 0) return
  const first = cover ?? patches[0]
  const numbers = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ` and ${missing.length - 10} more` : '')
  throw new MailError(
    `v${version} of "${first?.title ?? ''}" has ${total} patches, and the mailbox lacks ${numbers}. Fetch the whole thread, as b4 mbox does.`,
  )
}
