import { areExclusive, areWithin } from '#scanner/model/arms.ts'
import { asksFor } from '#scanner/model/asks-for.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { indexOfCall } from '#scanner/model/index-of-call.ts'
import type { Pair } from '#scanner/model/linked.ts'
import type { Grade } from '#scanner/model/site.ts'
import { followers } from '#scanner/model/steps.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { acquireSteps, inFile, releaseSteps } from './evidence.ts'
import { explainedReleases } from './explained-releases.ts'
import type { PairBudget } from './pair-budget.ts'
import { bringsReference, referencedKeys } from './takes-reference.ts'
import { acquiresPerReleaseMax, fits, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** Enough of the moves that join both ends for a reader to follow them. */
const aliasLinesMax = 8

/**
 * Pairs within one function: the release's argument and the acquire's carrier are the same value, directly or over
 * local aliases. Where both kinds of acquire fill one value (dual mode), a release belongs to those of its own kind.
 *
 * Sites that the function reaches through wrappers take part, by the rule `wrapper`: never more than
 * `likely`, since a wrapper may drop only some of its caller's pages.
 *
 * `certain` unless something else is put into the same variable too (`likely`), or the function takes a reference of
 * its own on it (`possible`). Which kind a carrier API holds is the tree's affair: it fits any release of its family.
 */
export function pairSameFunction(traced: TracedFunction, budget: PairBudget): readonly Pair[] {
  const { acquires, releases, aliases } = traced
  if (acquires.length === 0 || releases.length === 0) return []
  const referenced = referencedKeys(traced)
  const explained = referenced.size === 0 ? null : explainedReleases(traced)
  const isOwn = ({ site, key, through }: TracedSite) =>
    through.length === 0 &&
    site.api.hold === 'reference' &&
    referenced.has(key) &&
    (explained === null || explained.has(indexOfCall(traced.file.facts, site.call)))
  const isStraight = leadsNowhereBack(traced)
  const leavesOthers = referenced.size === 0 ? referenced : droppedAsTaken(traced)
  const acquiresOf = groupBy(acquires, ({ key }) => key)
  // releases of one value and one kind share what is asked of them
  const kinds = groupBy(releases, ({ key, site }) => `${site.api.hold} ${key}`)
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const sameValue = acquiresOf.get(first.key) ?? []
    const sameKind = sameValue.filter((acquire) => fits(acquire.site, first.site))
    if (sameValue.length === 0) return []
    const taken = [...new Set(sameValue.map(({ ownKey }) => ownKey))]
    const hasOtherOrigin = aliases.hasOtherOrigin(first.key, taken)
    const aliasLines = aliases.linesOf(first.key).slice(0, aliasLinesMax)
    const chosenFor = (release: TracedSite) =>
      (sameKind.length > 0 ? [...sameKind, ...ofOtherArms(sameValue, sameKind, release)] : sameValue).slice(
        0,
        acquiresPerReleaseMax,
      )
    return alike.flatMap((release) =>
      chosenFor(release).flatMap((acquire): Pair[] => {
        if (isLast(acquire) && !release.through[0]?.atScopeEnd) return []
        if (isStraight && isDirect(acquire, release) && flowBetween(acquire, release) === 'unordered') return []
        if (acquire.through.length > 0 && isOwn(release) && leavesOthers.has(release.key)) return []
        if (!budget.take(traced.file, traced.facts)) return []
        return [
          {
            acquire: acquire.index,
            release: release.index,
            rule: isDirect(acquire, release) ? 'same-function' : 'wrapper',
            grade: gradeOf(acquire, release, { isOwn: isOwn(release), hasOtherOrigin }),
            evidence: evidenceOf(traced, acquire, release, aliasLines),
          },
        ]
      }),
    )
  })
}

/**
 * Acquires of the other kind that are never compiled with one that fits, where the release is compiled with either: `#ifdef A pin #else get #endif`
 * with one put behind. Not of a release under a condition, which may ask which one it was, unless it asks for the pages or what the acquire returned.
 */
function ofOtherArms(
  all: readonly TracedSite[],
  fitting: readonly TracedSite[],
  release: TracedSite,
): readonly TracedSite[] {
  const { arms, guards = [] } = release.site.call
  const isOfPages = (guard: string, { site: { call } }: TracedSite) =>
    asksFor(guard, [release.ownKey, call.result === null || call.result === 'return' ? null : valueKey(call.result)])
  return all.filter(
    (acquire) =>
      guards.every((guard) => isOfPages(guard, acquire)) &&
      !fits(acquire.site, release.site) &&
      areWithin(acquire.site.call.arms, arms) &&
      fitting.every((other) => areExclusive(other.site.call.arms, acquire.site.call.arms)),
  )
}

/** The function ends with the call that takes the pages: what it drops or hands on elsewhere are others. */
export function isLast({ site, through: [first] }: TracedSite): boolean {
  return first === undefined ? site.call.result === 'return' : first.isLast === true
}

function isDirect(acquire: TracedSite, release: TracedSite): boolean {
  return acquire.through.length === 0 && release.through.length === 0
}

function gradeOf(
  acquire: TracedSite,
  release: TracedSite,
  { isOwn, hasOtherOrigin }: { readonly isOwn: boolean; readonly hasOtherOrigin: boolean },
): Grade {
  const flow = flowBetween(acquire, release)
  if (flow === 'none') return 'possible'
  if (isOwn || isUnsure(acquire) || isUnsure(release)) return 'possible'
  if (!isDirect(acquire, release)) return fits(acquire.site, release.site) ? 'likely' : 'possible'
  return hasOtherOrigin || flow === 'unordered' ? 'likely' : 'certain'
}

/** Nothing leads back: what is dropped before a value comes into that variable is another one. */
function leadsNowhereBack({ facts: { steps } }: TracedFunction): boolean {
  return steps?.every((_, index) => followers(steps, index).every((next) => next > index)) ?? false
}

/** Values that a function takes as many references on as it drops: it leaves those of whoever took the page alone. */
function droppedAsTaken({ facts, file, aliases, releases }: TracedFunction): ReadonlySet<string> {
  const balance = new Map<string, number>()
  for (const { callee, function: inside, arguments: given } of file.facts.helpers) {
    if (!bringsReference(callee) || file.facts.functions[inside ?? -1] !== facts) continue
    const path = given[0]?.path ?? null
    const own = path === null ? null : valueKey(path)
    if (own !== null) balance.set(aliases.find(own), (balance.get(aliases.find(own)) ?? 0) + 1)
  }
  for (const { key, site } of releases)
    if (site.api.hold === 'reference' && balance.has(key)) balance.set(key, (balance.get(key) ?? 0) - 1)
  return new Set([...balance].filter(([, left]) => left >= 0).map(([key]) => key))
}

/** One of the calls between may mean another function. */
export function isUnsure({ through }: TracedSite): boolean {
  return through.some((passage) => passage.isUnsure)
}

/**
 * Whether what is dropped holds what was taken, by moves in the right direction; `ordered` if it does so already when it is dropped:
 * `put_page(page); page = wpage` drops another page than `wpage`, unless a loop comes round to it.
 */
function flowBetween(acquire: TracedSite, release: TracedSite): 'ordered' | 'unordered' | 'none' {
  const dropped = release.through[0]?.line ?? release.site.call.line
  let flow: 'unordered' | 'none' = 'none'
  for (const name of release.names.keys()) {
    const since = acquire.names.get(name)
    if (since === undefined) continue
    if (since <= dropped) return 'ordered'
    flow = 'unordered'
  }
  // a variable that is dropped before it is filled: the next round of a loop
  return acquire.ownKey === release.ownKey ? 'ordered' : flow
}

function evidenceOf(
  { file }: TracedFunction,
  acquire: TracedSite,
  release: TracedSite,
  aliasLines: readonly number[],
): Pair['evidence'] {
  const handedOn = acquire.ownKey === release.ownKey ? [] : aliasLines
  return inFile(acquire.site.file.path, [
    ...acquireSteps(acquire),
    ...handedOn.map((line) => ({ path: file.path, line, text: 'the value is handed on' })),
    ...releaseSteps(release),
  ])
}
