import type { Posting, SortedMailbox } from '#scanner/mail/series.ts'
import { printable } from '#scanner/model/printable.ts'
import type { ChosenPosting } from './choose-postings.ts'

/** What was found in a mailbox and what of it is checked, for standard error; one sentence where it is one series sent once. */
export function describeMailbox({ series, others, copies }: SortedMailbox, chosen: readonly ChosenPosting[]): string {
  const replies = series.flatMap(({ postings }) => postings).reduce((sum, posting) => sum + posting.replies.length, 0)
  const rest = [
    ...(replies > 0 ? [plural(replies, 'answer')] : []),
    ...(others.length > 0 ? [`${plural(others.length, 'other mail')}`] : []),
    ...(copies > 0 ? [plural(copies, 'copy', 'copies')] : []),
  ]
  const lines = series.map(({ postings, title }, index) => {
    const picked = chosen.find(({ number }) => number === index + 1)?.posting
    const versions = postings.map((posting) =>
      posting === picked ? `[${describePosting(posting)}]` : `v${posting.version}`,
    )
    return `  ${index + 1}. ${printable(title)}: ${versions.join(', ')}`
  })
  return [
    `Mailbox: ${plural(series.length, 'series', 'series')}${rest.length === 0 ? '' : `, ${rest.join(', ')}`}; checked is what stands in brackets.`,
    ...lines,
    '',
  ].join('\n')
}

/** `v3, 12 patches, one sent anew`. */
function describePosting({ version, patches, filledFrom, superseded }: Posting): string {
  const anew = superseded.length === 0 ? '' : `, ${superseded.length} of them sent twice`
  const from = filledFrom === null ? '' : `, some from v${filledFrom}`
  return `v${version}, ${plural(patches.length, 'patch', 'patches')}${anew}${from}`
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
