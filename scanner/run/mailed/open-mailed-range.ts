import { importCommits } from '#scanner/git/import-commits.ts'
import { openRepository } from '#scanner/git/open-repository.ts'
import { openScratch } from '#scanner/git/open-scratch.ts'
import type { Posting } from '#scanner/mail/series.ts'
import type { CheckedRange } from '#scanner/model/check.ts'
import { chooseBase } from './choose-base.ts'
import { extractSeries } from './extract-series.ts'

/** A mailed series as a range of commits. */
export interface MailedRange {
  readonly range: CheckedRange
  /** How the base was chosen; whole sentences. */
  readonly notices: readonly string[]
  /** Removes the commits. */
  close(): Promise<void>
}

/**
 * Makes commits of a mailed series as `git am` would, in a repository of our own over the objects of `repo`, which is only read.
 * Rejects with `MailError` or `GitError`. Close it when done.
 */
export async function openMailedRange(repo: string, posting: Posting, wanted: string | null): Promise<MailedRange> {
  const repository = await openRepository(repo)
  try {
    const scratch = await openScratch(repo)
    try {
      const patches = await extractSeries(scratch.directory, posting)
      const base = await chooseBase({ repository, scratch: scratch.directory, posting, patches, wanted })
      const applied = patches.map(({ mail, extracted }, index) => ({
        mail: extracted,
        time: Math.max(0, Math.trunc((mail.date?.getTime() ?? 0) / 1000)),
        before: base.states[index] ?? new Map(),
        after: base.states[index + 1] ?? new Map(),
      }))
      const oids = await importCommits(scratch.directory, base.commit.oid, applied)
      const first = posting.cover ?? posting.patches[0]
      return {
        range: {
          directory: scratch.directory,
          base: { revision: base.commit.name, commit: base.commit.oid },
          head: { revision: first?.subject ?? '', commit: oids.at(-1) ?? base.commit.oid },
          commits: oids.map((oid, index) => ({
            oid,
            parents: [oids[index - 1] ?? base.commit.oid],
            subject: patches[index]?.extracted.subject ?? '',
          })),
        },
        notices: base.notices,
        close: scratch.close,
      }
    } catch (error) {
      await scratch.close()
      throw error
    }
  } finally {
    repository.close()
  }
}
