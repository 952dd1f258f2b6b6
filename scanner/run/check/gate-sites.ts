import type { GateEnd, GateSite } from '#scanner/gate/gate-site.ts'
import type { LinkedCommit } from '../open-session.ts'

/** The rows of a commit with what they were made from, in their order. */
export function gateSites({ rows, tree }: LinkedCommit): readonly GateSite[] {
  const ends: GateEnd[][] = rows.map(() => [])
  const sites = rows.flatMap((row, index): GateSite[] => {
    const site = tree.sites[index]
    return site === undefined ? [] : [{ row, site, ends: ends[index] ?? [] }]
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
