import type { Posting, Series, SortedMailbox } from '#scanner/mail/series.ts'
import { UsageError } from '../usage-error.ts'

/** A posting to be checked. */
export interface ChosenPosting {
  /** As it is counted for `--series`, from 1. */
  readonly number: number
  readonly posting: Posting
}

/**
 * The newest posting of each series; or of the one that was named, by its number or by the id of one of its mails, which may be of an older
 * posting. Throws `UsageError`.
 */
export function choosePostings({ series }: SortedMailbox, wanted: string | null): readonly ChosenPosting[] {
  const newest = series.flatMap(({ postings }, index) => {
    const posting = postings.at(-1)
    return posting === undefined ? [] : [{ number: index + 1, posting }]
  })
  if (wanted === null) return newest
  const found = /^\d{1,6}$/.test(wanted)
    ? newest.filter(({ number }) => number === Number(wanted))
    : byId(series, wanted)
  if (found.length === 0)
    throw new UsageError(
      `--series ${wanted}: the mailbox has no such series. Name its number, from 1 to ${series.length}, or the id of one of its patches.`,
    )
  return found
}

function byId(series: readonly Series[], wanted: string): readonly ChosenPosting[] {
  const id = `<${wanted.replace(/^<|>$/g, '')}>`
  return series.flatMap(({ postings }, index) => {
    const posting = postings.findLast(({ cover, patches, superseded }) =>
      [cover, ...patches, ...superseded].some((mail) => mail?.messageId === id),
    )
    return posting === undefined ? [] : [{ number: index + 1, posting }]
  })
}
