import { GitError } from '#scanner/git/git-error.ts'
import { MailError } from '#scanner/mail/mail-error.ts'
import type { Posting } from '#scanner/mail/series.ts'
import type { CheckedRange, CheckReport } from '#scanner/model/check.ts'
import { openMailedRange } from '#scanner/run/mailed/open-mailed-range.ts'
import { writeAll } from '../output.ts'
import { type ChosenPosting, choosePostings } from './choose-postings.ts'
import { describeMailbox } from './describe-mailbox.ts'
import { readMailSource } from './read-mail-source.ts'

export interface MailboxWish {
  readonly repo: string
  /** A file, or `-` for standard input. */
  readonly file: string
  /** As the user said them; `null` where nothing was said. */
  readonly base: string | null
  readonly series: string | null
}

export interface MailboxSteps {
  readonly stdin: NodeJS.ReadStream
  readonly stderr: NodeJS.WriteStream
  check(range: CheckedRange): Promise<CheckReport>
  /** Prints what was found, and says whether that fails. */
  print(report: CheckReport, posting: Posting): Promise<'pass' | 'fail'>
}

/**
 * Checks the newest posting of each series of a mailbox; returns the exit code. One that cannot be checked is said and does not keep the
 * others from it; where it is the only one, rejects with its error.
 */
export async function checkMailbox(wish: MailboxWish, steps: MailboxSteps): Promise<0 | 1 | 2> {
  const mailbox = await readMailSource(wish.file, steps.stdin)
  const chosen = choosePostings(mailbox, wish.series)
  await writeAll(steps.stderr, [describeMailbox(mailbox, chosen)])
  const codes: (0 | 1 | 2)[] = []
  for (const one of chosen) {
    try {
      codes.push(await checkOne(wish, one, steps))
    } catch (error) {
      const isExpected = error instanceof MailError || error instanceof GitError
      if (!isExpected || chosen.length === 1) throw error
      await writeAll(steps.stderr, [`Series ${one.number} was not checked: ${error.message}\n`])
      codes.push(2)
    }
  }
  return codes.includes(2) ? 2 : codes.includes(1) ? 1 : 0
}

async function checkOne({ repo, base }: MailboxWish, { posting }: ChosenPosting, steps: MailboxSteps): Promise<0 | 1> {
  const { range, notices, close } = await openMailedRange(repo, posting, base)
  try {
    await writeAll(
      steps.stderr,
      notices.map((notice) => `Note: ${notice}\n`),
    )
    const report = await steps.check(range)
    return (await steps.print(report, posting)) === 'fail' ? 1 : 0
  } finally {
    await close()
  }
}
