import type { WantedIssue, WantedItem } from './wanted-issue.ts'

/** What Pinwatch wrote stands between these; the rest of an issue belongs to people and stays. */
const begin = '<!-- pinwatch:begin -->'
const end = '<!-- pinwatch:end -->'

/** GitHub takes 65,536 characters. */
const bodyMax = 60_000

const introduction =
  'Calls that take plain references to user pages, or drop them the wrong way. Pinwatch keeps this list: what the code converted is ticked, and when nothing is left the issue is closed. See Documentation/core-api/pin_user_pages.rst.'

export type IssueContent = Pick<WantedIssue, 'marker' | 'open' | 'done'>

export interface IssueBody {
  readonly text: string
  readonly done: number
  /** Items that are still open. */
  readonly left: number
}

/**
 * The text of an issue, made of what should be in it and of the text that is there (`''` for a new one). Items that were done, or else were
 * listed and are no longer open, are ticked and stay. The same input gives the same text, also from its own output.
 */
export function composeBody(wanted: IssueContent, current: string): IssueBody {
  const open = new Map(wanted.open.map((item) => [item.key, item]))
  const listed = readItems(current)
  const done = wanted.done ?? [...listed].filter(([key]) => !open.has(key)).map(([key, text]) => ({ key, text }))
  const lines = cutToSize([
    ...wanted.open.map((item) => formatItem(item, false)),
    ...done.map((item) => formatItem(item, true)),
  ])
  const block = [begin, wanted.marker, introduction, '', ...lines, end].join('\n')
  const from = current.indexOf(begin)
  const to = current.indexOf(end)
  const text =
    from >= 0 && to > from
      ? `${current.slice(0, from)}${block}${current.slice(to + end.length)}`
      : current === ''
        ? block
        : `${block}\n\n${current}`
  return { text, done: done.length, left: open.size }
}

const formatItem = ({ key, text }: WantedItem, isDone: boolean): string =>
  `- [${isDone ? 'x' : ' '}] ${text} <!-- ${key} -->`

function readItems(body: string): ReadonlyMap<string, string> {
  const found = body.matchAll(/^- \[[ xX]\] (.*) <!-- ([0-9a-f]{16}) -->\r?$/gm)
  return new Map([...found].map(([, text = '', key = '']) => [key, text]))
}

/** Open ones come first: what does not fit are ticked ones, and is counted. */
function cutToSize(lines: readonly string[]): readonly string[] {
  let size = 0
  const kept = lines.filter((line) => {
    size += line.length + 1
    return size < bodyMax
  })
  return kept.length === lines.length ? lines : [...kept, `- and ${lines.length - kept.length} more`]
}
