import { createHash } from 'node:crypto'
import type { Judgement } from '#scanner/judge/judgement.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { LinkedTree, Pair, Site } from '#scanner/model/linked.ts'
import type { PathOwners } from '#scanner/model/owners.ts'
import type { PairEnd, SiteRow, Via } from '#scanner/model/site.ts'

/** Judged sites as rows of the contract, in the order of sites. */
export function composeRows(
  tree: LinkedTree,
  judgements: readonly Judgement[],
  owners: ReadonlyMap<string, PathOwners>,
): readonly SiteRow[] {
  const ids = tree.sites.map(siteId)
  const pairsOf = listEnds(tree, ids)
  const viaOf = listVia(tree)
  return tree.sites.flatMap((site, index) => {
    const judgement = judgements[index]
    const { subsystem, subsystems, maintainers } = owners.get(site.file.path) ?? {
      subsystem: null,
      subsystems: [],
      maintainers: [],
    }
    if (judgement === undefined) return []
    const row: SiteRow = {
      v: 1,
      id: ids[index] ?? '',
      path: site.file.path,
      line: site.call.line,
      column: site.call.column,
      function: functionName(site),
      ordinal: site.call.ordinal,
      api: site.api.name,
      role: site.api.role,
      family: site.api.family,
      class: site.class,
      target: judgement.target,
      status: judgement.status,
      reason: judgement.reason,
      case: judgement.case,
      longterm: judgement.longterm,
      findings: judgement.findings,
      pairs: pairsOf.get(index) ?? [],
      via: viaOf.get(index) ?? [],
      subsystem,
      subsystems,
      maintainers,
    }
    return [row]
  })
}

/** For each site the calls that reach it through wrappers, in the order of files and lines, each once. */
function listVia(tree: LinkedTree): ReadonlyMap<number, readonly Via[]> {
  const via = new Map<number, readonly Via[]>()
  for (const [index, reaches] of groupBy(tree.reaches, ({ site }) => site)) {
    const byPlace = new Map(
      reaches.map(({ path, line, function: caller }) => [`${path}:${line}`, { path, line, function: utf8(caller) }]),
    )
    via.set(
      index,
      [...byPlace.values()].sort((a, b) => Number(a.path > b.path) - Number(a.path < b.path) || a.line - b.line),
    )
  }
  return via
}

/** For each site the other ends of its pairs in the order of rows, so that a row does not depend on who found what first. */
function listEnds(tree: LinkedTree, ids: readonly string[]): ReadonlyMap<number, readonly PairEnd[]> {
  const ends = tree.pairs.flatMap((pair) => [
    { site: pair.acquire, other: pair.release, pair },
    { site: pair.release, other: pair.acquire, pair },
  ])
  ends.sort((a, b) => a.other - b.other)
  const bySite = groupBy(ends, ({ site }) => site)
  return new Map(
    [...bySite].map(([site, found]) => [site, found.map(({ pair, other }) => pairEnd(tree, ids, pair, other))]),
  )
}

function pairEnd(tree: LinkedTree, ids: readonly string[], pair: Pair, index: number): PairEnd {
  const site = tree.sites[index]
  if (site === undefined) throw new RangeError(`pair of a site that is not there: ${index}`)
  return {
    id: ids[index] ?? '',
    path: site.file.path,
    line: site.call.line,
    function: functionName(site),
    api: site.api.name,
    rule: pair.rule,
    grade: pair.grade,
  }
}

/** The same in every tree and revision as long as path, function, API and ordinal stay: no line, no commit. */
function siteId(site: Site): string {
  const identity = [site.file.path, functionName(site) ?? '', site.api.name, site.call.ordinal].join('\0')
  return createHash('sha256').update(identity).digest('hex').slice(0, 16)
}

function functionName({ function: inside }: Site): string | null {
  return inside === null ? null : utf8(inside.name)
}

/** Facts are Latin-1, one character a byte: a name in UTF-8 becomes itself again. */
function utf8(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8')
}
