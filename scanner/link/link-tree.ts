import type { Api } from '#scanner/model/api.ts'
import { areExclusive } from '#scanner/model/arms.ts'
import type { FunctionFacts } from '#scanner/model/facts.ts'
import type { LinkedPart, LinkedTree, Pair, PlacedPart, Reach, Site, SourceFile } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { grades } from '#scanner/model/site.ts'
import { withoutOwnMembers } from './own-members.ts'
import { withoutPageCache } from './page-cache-releases.ts'
import { createPairBudget } from './pair-budget.ts'
import { type Found, pairByExclusion } from './pair-by-exclusion.ts'
import { pairCarriers } from './pair-carriers.ts'
import { pairCompletions } from './pair-completions.ts'
import { pairExported } from './pair-exported.ts'
import { pairSameFunction } from './pair-same-function.ts'
import { pairSameMember } from './pair-same-member.ts'
import { raiseCrossings } from './raise-crossings.ts'
import { traceMovers } from './trace-movers.ts'
import { fits, type TracedFunction } from './trace-sites.ts'
import { traceStorers } from './trace-storers.ts'
import { type Trace, type TracedPart, traceTree } from './trace-tree.ts'

/**
 * Facts of all files to sites and pairs; what was traced of these very files already need not be again. Pure; linear in the facts. Parts of the
 * tree that no other part reaches are linked apart, and each only once for the very same facts.
 */
export function linkTree(
  files: readonly SourceFile[],
  apiByName: ReadonlyMap<string, Api>,
  { survey, parts: traced }: Trace = traceTree(files, apiByName),
): LinkedTree {
  const parts = placeParts(files, traced.map(linkPart))
  const sites: Site[] = []
  for (const { part, indexes } of parts)
    for (const [own, site] of part.sites.entries()) sites[indexes[own] ?? own] = site
  const pairs = parts.flatMap(({ part, indexes }) =>
    part.pairs.map((pair) => ({
      ...pair,
      acquire: indexes[pair.acquire] ?? pair.acquire,
      release: indexes[pair.release] ?? pair.release,
    })),
  )
  const reaches = parts.flatMap(({ part, indexes }) =>
    part.reaches.map((reach) => ({ ...reach, site: indexes[reach.site] ?? reach.site })),
  )
  const pairsLeftOut = parts.reduce((sum, { part }) => sum + part.pairsLeftOut, 0)
  return { files, survey, sites, pairs, reaches, pairsLeftOut, parts }
}

/** Numbers the sites of all parts in the order of files, then of positions. */
function placeParts(files: readonly SourceFile[], parts: readonly LinkedPart[]): readonly PlacedPart[] {
  const countOf = new Map<SourceFile, number>()
  for (const { sites } of parts) for (const { file } of sites) countOf.set(file, (countOf.get(file) ?? 0) + 1)
  const nextOf = new Map<SourceFile, number>()
  let placed = 0
  for (const file of files) {
    nextOf.set(file, placed)
    placed += countOf.get(file) ?? 0
  }
  return parts.map((part) => ({
    part,
    indexes: part.sites.map(({ file }) => {
      const index = nextOf.get(file) ?? 0
      nextOf.set(file, index + 1)
      return index
    }),
  }))
}

const linkPart = rememberBy(({ apiByName, files, sites, joins, callsOf, direct, reaching }: TracedPart): LinkedPart => {
  const functions = latest(direct, reaching)
  const completed = pairCompletions(functions)
  const budget = createPairBudget()
  const evident = withoutPageCache(
    sites,
    withoutOwnMembers(
      sites,
      strongestPairs(sites, [
        ...raiseCrossings(
          [...direct, ...reaching].flatMap((traced) => pairSameFunction(traced, budget)),
          { sites, functions, callsOf },
        ),
        ...completed,
        ...withoutOthers(
          sites,
          pairSameMember(
            [...functions, ...traceStorers(functions, { files, joins, callsOf }), ...traceMovers(functions)],
            { budget, callsOf },
          ),
          completed,
        ),
        ...pairCarriers(functions),
      ]),
    ),
  )
  const found = lookUp(sites, evident)
  const exported = pairExported(functions, found.isPairedBeyond)
  const pairs = strongestPairs(sites, [
    ...evident,
    ...exported,
    ...pairByExclusion(functions, apiByName, lookUp(sites, [...evident, ...exported])),
  ])
  return { sites, pairs, reaches: reaching.flatMap(listReaches), pairsLeftOut: budget.leftOut() }
})

/** Each function as it was traced last: with all the sites that it reaches. */
function latest(direct: readonly TracedFunction[], reaching: readonly TracedFunction[]): readonly TracedFunction[] {
  return [...new Map([...direct, ...reaching].map((traced) => [traced.facts, traced])).values()]
}

/**
 * Where the completion function of an object is known, other functions that drop any page from a member of that name
 * are other users of the struct.
 */
function withoutOthers(sites: readonly Site[], pairs: readonly Pair[], completed: readonly Pair[]): readonly Pair[] {
  const known = new Set(completed.map(({ acquire }) => acquire))
  return pairs.filter(({ acquire, release }) => !known.has(acquire) || sites[release]?.api.generic !== true)
}

function lookUp(sites: readonly Site[], pairs: readonly Pair[]): Found & Beyond {
  const partnersOf = new Map<number, Set<FunctionFacts | null>>()
  const add = (site: number, partner: number) => {
    partnersOf.set(site, (partnersOf.get(site) ?? new Set()).add(sites[partner]?.function ?? null))
  }
  for (const { acquire, release, grade } of pairs) {
    // what surely crosses needs no other half
    if (!isFit(sites, acquire, release) && grade !== 'certain') continue
    add(acquire, release)
    add(release, acquire)
  }
  const isBeyond = (site: number, own: readonly (FunctionFacts | null | undefined)[]) =>
    [...(partnersOf.get(site) ?? [])].some((partner) => !own.includes(partner))
  return {
    isPaired: (site) => partnersOf.has(site),
    isPairedElsewhere: (site) => isBeyond(site, [sites[site]?.function]),
    isPairedBeyond: (site, inside) => isBeyond(site, [sites[site]?.function, inside]),
  }
}

interface Beyond {
  /** Paired in a function that is neither its own nor this one, which reaches it. */
  readonly isPairedBeyond: (site: number, inside: FunctionFacts) => boolean
}

function listReaches({ facts, acquires, releases }: TracedFunction): readonly Reach[] {
  return [...acquires, ...releases].flatMap(({ index, through: [first] }) =>
    first === undefined ? [] : [{ site: index, path: first.path, line: first.line, function: facts.name }],
  )
}

/**
 * One pair for two sites: the best graded, of equal ones by the first rule that found it. A release of the other kind
 * that is no more than a suspicion is left out where the release has a better partner, and where the acquire has one in
 * that function or in any but its own.
 */
function strongestPairs(sites: readonly Site[], pairs: readonly Pair[]): readonly Pair[] {
  const found = new Map<string, Pair>()
  for (const pair of pairs) {
    // two arms of one condition are never compiled together
    if (areExclusive(sites[pair.acquire]?.call.arms, sites[pair.release]?.call.arms)) continue
    const key = `${pair.acquire} ${pair.release}`
    const known = found.get(key)
    if (known === undefined || grades.indexOf(pair.grade) < grades.indexOf(known.grade)) found.set(key, pair)
  }
  const answered = new Set<string>()
  for (const { acquire, release, rule, grade } of found.values()) {
    if (grade === 'possible' || !isFit(sites, acquire, release)) continue
    const inside = sites[release]?.function?.line
    answered.add(`release ${release}`).add(`${acquire} in ${sites[release]?.file.path}:${inside}`)
    if (rule !== 'same-function') answered.add(`acquire ${acquire}`)
  }
  const isNoise = ({ acquire, release, grade }: Pair) =>
    grade === 'possible' &&
    !isFit(sites, acquire, release) &&
    (answered.has(`release ${release}`) ||
      answered.has(`acquire ${acquire}`) ||
      answered.has(`${acquire} in ${sites[release]?.file.path}:${sites[release]?.function?.line}`))
  return [...found.values()].filter((pair) => !isNoise(pair))
}

function isFit(sites: readonly Site[], acquire: number, release: number): boolean {
  const taken = sites[acquire]
  const dropped = sites[release]
  return taken !== undefined && dropped !== undefined && fits(taken, dropped)
}
