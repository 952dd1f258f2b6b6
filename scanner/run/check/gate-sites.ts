import type { GateEnd, GateSite } from '#scanner/gate/gate-site.ts'
import { countOpenExits } from '#scanner/judge/find-on-paths.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { LinkedCommit } from '../open-session.ts'

/** Nothing of a part depends on another one, so that what was counted once is counted again. */
const openExitsOf = rememberBy(countOpenExits)

/** The rows of a commit with what they were made from, in their order. */
export function gateSites({ rows, judgements, tree }: LinkedCommit): readonly GateSite[] {
  const openExits = new Map(
    tree.parts.flatMap(({ part, indexes }) =>
      [...openExitsOf(part)].map(([own, count]) => [indexes[own] ?? own, count] as const),
    ),
  )
  const ends: GateEnd[][] = rows.map(() => [])
  const sites = rows.flatMap((row, index): GateSite[] => {
    const site = tree.sites[index]
    if (site === undefined) return []
    const left = openExits.get(index)
    const seen = judgements[index]?.evidence ?? []
    return [{ row, site, ends: ends[index] ?? [], seen, ...(left === undefined ? {} : { openExits: left }) }]
  })
  for (const pair of tree.pairs) {
    const acquire = sites[pair.acquire]
    const release = sites[pair.release]
    if (acquire === undefined || release === undefined) continue
    ends[pair.acquire]?.push({ pair, other: release })
    ends[pair.release]?.push({ pair, other: acquire })
  }
  return sites
}
