import type { Mail } from './mail.ts'
import type { Posting } from './series.ts'
import { walkAncestors } from './walk-ancestors.ts'

/**
 * Single patches of a series that were sent anew in its thread (`[PATCH v12 23/25]` below `[PATCH v11 00/25]`) stand for the whole: what
 * they lack is taken from the posting that they answer, if it has as many parts.
 */
export function fillRerolls(postings: readonly Posting[], byId: ReadonlyMap<string, Mail>): readonly Posting[] {
  const holder = new Map(
    postings.flatMap((posting) =>
      [posting.cover, ...posting.patches].flatMap((mail) => (mail === null ? [] : [[mail, posting] as const])),
    ),
  )
  return postings.map((posting) => {
    if (posting.cover !== null || posting.missing.length === 0) return posting
    const answered = posting.patches
      .flatMap((mail) => [...walkAncestors(mail, byId)])
      .map((ancestor) => holder.get(ancestor))
      .find((other) => other !== undefined && other.total === posting.total && other.missing.length === 0)
    return answered === undefined ? posting : fill(posting, answered)
  })
}

function fill(posting: Posting, answered: Posting): Posting {
  const own = new Map(posting.patches.map((mail) => [numberOf(mail), mail]))
  const patches = answered.patches.map((mail) => own.get(numberOf(mail)) ?? mail)
  return { ...posting, cover: answered.cover, patches, missing: [], filledFrom: answered.version }
}

const numberOf = ({ part }: Mail): number => part?.number ?? 1
