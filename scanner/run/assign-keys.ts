import { createHash } from 'node:crypto'
import type { MatchContext } from '#scanner/match/match-context.ts'
import { matchSites } from '#scanner/match/match-sites.ts'
import type { KnownSite, MatchSite } from '#scanner/model/match.ts'

/** A row that wants an identity; `id` is the one it would have on its own. */
export interface NewSite extends MatchSite {
  readonly id: string
}

/**
 * The identity of each row, in their order: that of the earlier site it is matched with, else its own id. Where that is another
 * site's identity by now (one that moved away from there), it is told from it. Pure and independent of the order of rows; each key once.
 */
export function assignKeys(
  rows: readonly NewSite[],
  earlier: readonly KnownSite[],
  context: MatchContext,
): readonly string[] {
  const keys = new Map<number, string>()
  for (const { earlier: from, later } of matchSites(earlier, rows, context)) {
    const key = earlier[from]?.key
    if (key !== undefined) keys.set(later, key)
  }
  const taken = new Set(keys.values())
  return rows.map(({ id }, index) => {
    let key = keys.get(index) ?? id
    if (keys.has(index)) return key
    for (let n = 2; taken.has(key); n++) key = createHash('sha256').update(`${id}\0${n}`).digest('hex').slice(0, 16)
    taken.add(key)
    return key
  })
}
