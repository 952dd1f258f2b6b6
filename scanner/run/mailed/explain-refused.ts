import { appliesWithoutBlanks } from '#scanner/git/apply-patch.ts'
import type { Refusal } from '#scanner/git/explain-refusal.ts'
import { nameMail } from '#scanner/mail/name-mail.ts'
import type { PatchedFile } from '#scanner/mail/parse-patch.ts'
import type { Applied } from './apply-series.ts'

/** Which mail, file and hunk do not apply to the revision, and what may be the reason. */
export async function explainRefused(
  scratch: string,
  { patch: { mail, extracted, files }, refusals }: Extract<Applied, { state: 'refused' }>,
  revision: string,
): Promise<string> {
  const reasons = refusals.slice(0, shownMax).map((refusal) => describe(refusal, files))
  const more = refusals.length > shownMax ? [`and ${refusals.length - shownMax} more`] : []
  const hint = mail.isFlowed
    ? [' It was sent as format=flowed: the mail program broke lines. Ask for it by git send-email.']
    : (await appliesWithoutBlanks(scratch, extracted.patch))
      ? [' It would apply if blanks did not count: the mail program changed them. Ask for it by git send-email.']
      : []
  return `${nameMail(mail)} does not apply to ${revision}: ${[...reasons, ...more].join('; ')}.${hint.join('')}`
}

const shownMax = 5

function describe(refusal: Refusal, files: readonly PatchedFile[]): string {
  switch (refusal.kind) {
    case 'hunk': {
      const { path, oldLine } = refusal
      const hunks = files.filter((file) => file.paths.includes(path)).flatMap((file) => file.hunks)
      const index = hunks.findIndex(({ oldStart }) => oldStart === oldLine)
      return index < 0
        ? `${path}, the hunk at line ${oldLine}`
        : `${path}, hunk ${index + 1} of ${hunks.length} (at line ${oldLine})`
    }
    case 'file':
      return `${refusal.path}, as it is there`
    case 'missing':
      return `${refusal.path} is not there`
    case 'exists':
      return `${refusal.path} is there already`
    case 'binary':
      return `${refusal.path} is binary and was sent without its content; git format-patch --binary sends it`
    case 'corrupt':
      return describeCorrupt(refusal.line, files)
    case 'other':
      return refusal.message
  }
}

function describeCorrupt(line: number | null, files: readonly PatchedFile[]): string {
  if (line === null) return 'git finds no patch in it'
  for (const file of files.toReversed()) {
    const index = file.hunks.findLastIndex((hunk) => hunk.line <= line)
    if (index >= 0)
      return `${file.path}, hunk ${index + 1} of ${file.hunks.length} is damaged at line ${line} of the patch`
  }
  return `the patch is damaged at its line ${line}`
}
