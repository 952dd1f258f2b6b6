import type { Mail } from './mail.ts'
import type { Posting, Series } from './series.ts'

/** From this share of common titles on, two postings are versions of one piece of work. */
const commonMin = 0.5

/**
 * Postings joined to series. A later version carries the same `change-id`, or the same title of its cover letter, or, with a higher number,
 * at least half of the titles: authors rename, add and drop.
 */
export function joinVersions(postings: readonly Posting[]): readonly Series[] {
  const families: Posting[][] = []
  for (const posting of [...postings].sort((a, b) => sentAt(a) - sentAt(b))) {
    const family = closest(families, posting)
    if (family === null) families.push([posting])
    else family.push(posting)
  }
  return families.map((family) => {
    // a sort is stable: of one version sent twice the later stays last
    const sorted = family.toSorted((a, b) => a.version - b.version)
    return { title: titleOf(sorted.at(-1)), postings: sorted }
  })
}

function closest(families: readonly Posting[][], posting: Posting): Posting[] | null {
  let best: { readonly family: Posting[]; readonly share: number } | null = null
  for (const family of families) {
    const share = Math.max(...family.map((earlier) => likeness(earlier, posting)))
    if (share >= commonMin && (best === null || share > best.share)) best = { family, share }
  }
  return best?.family ?? null
}

/** From 0 to 1. */
function likeness(earlier: Posting, later: Posting): number {
  if (senderOf(earlier) !== senderOf(later)) return 0
  const [before, after] = [changeId(earlier), changeId(later)]
  if (before !== null && after !== null) return before === after ? 1 : 0
  if (normalized(titleOf(earlier)) === normalized(titleOf(later))) return 1
  if (later.version <= earlier.version) return 0
  const titles = new Set(earlier.patches.map(({ title }) => normalized(title)))
  const common = later.patches.filter(({ title }) => titles.has(normalized(title))).length
  return common / Math.max(earlier.patches.length, later.patches.length, 1)
}

const mailsOf = ({ cover, patches }: Posting): readonly Mail[] => (cover === null ? patches : [cover, ...patches])

const senderOf = (posting: Posting): string => mailsOf(posting)[0]?.from.address.toLowerCase() ?? ''

const titleOf = (posting: Posting | undefined): string =>
  posting === undefined ? '' : (mailsOf(posting)[0]?.title ?? '')

const normalized = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const sentAt = (posting: Posting): number =>
  Math.min(...mailsOf(posting).map(({ date }) => date?.getTime() ?? Number.POSITIVE_INFINITY))

/** b4 keeps it through all versions. */
function changeId(posting: Posting): string | null {
  for (const { text } of mailsOf(posting)) {
    const id = /^change-id: *(\S+)$/m.exec(text)?.[1]
    if (id !== undefined) return id
  }
  return null
}
