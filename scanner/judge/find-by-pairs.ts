import { groupBy } from '#scanner/model/group-by.ts'
import type { LinkedPart, LinkedTree, Pair, Site } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { Finding } from '#scanner/model/site.ts'
import { findDoubleDrops } from './find-double-drops.ts'
import { flagsAt } from './find-flags.ts'
import { findFolioPins } from './find-folio-pins.ts'
import { findOnPaths } from './find-on-paths.ts'
import { findOnTop } from './find-on-top.ts'
import { findSleeping } from './find-sleeping.ts'

/** Findings that need to know which release belongs to which acquire, by the index of the site they are said of. */
export function findByPairs({ parts }: LinkedTree): ReadonlyMap<number, readonly FoundByPairs[]> {
  return groupFindings(
    parts.flatMap(({ part, indexes }) =>
      findInPart(part).map((found) => ({ ...found, site: indexes[found.site] ?? found.site })),
    ),
  )
}

/** Nothing of a part depends on another one, so that what was found once is found again. */
const findInPart = rememberBy((part: LinkedPart): readonly FoundByPairs[] => {
  const { sites } = part
  const found = [...groupBy(part.pairs, ({ acquire }) => acquire)].flatMap(([index, pairs]): FoundByPairs[] => {
    const acquire = sites[index]
    if (acquire === undefined) return []
    const unguarded = pairs.flatMap((pair): FoundByPairs[] => {
      const release = sites[pair.release]
      return release !== undefined && isUnguarded(acquire, release, pair)
        ? [{ site: pair.release, finding: 'unguarded-unpin', evidence: null }]
        : []
    })
    const kept: readonly FoundByPairs[] = isKeptShort(acquire, pairs, sites)
      ? [{ site: index, finding: 'longterm-missing', evidence: null }]
      : []
    return [...unguarded, ...kept]
  })
  return [
    ...found,
    ...findOnPaths(part),
    ...findDoubleDrops(part),
    ...findSleeping(part),
    ...findOnTop(part),
    ...findFolioPins(part),
  ]
})

/** One finding of a site, with what was seen as a sentence where that is more than the finding says. */
export interface FoundByPairs {
  readonly site: number
  readonly finding: Finding
  readonly evidence: string | null
}

/** A finding once a site, by the first that was seen. */
function groupFindings(found: readonly FoundByPairs[]): ReadonlyMap<number, readonly FoundByPairs[]> {
  const bySite = groupBy(found, ({ site }) => site)
  return new Map(
    [...bySite].map(([site, ofSite]) => [
      site,
      ofSite.filter(({ finding }, nth) => ofSite.findIndex((other) => other.finding === finding) === nth),
    ]),
  )
}

/** A condition that may be `iov_iter_extract_will_pin()`, a stored copy of it, or a look at what the iterator is over. */
const isGuard = /pin|user|kvec|bvec|extract/i

/**
 * An unpin of what an iterator gave, in the function that asked the iterator, under no condition that could say whether
 * it pinned. In other functions the condition may stand around the call, so that nothing is said.
 */
function isUnguarded(acquire: Site, release: Site, { rule, grade }: Pair): boolean {
  if (rule !== 'same-function' || grade !== 'certain') return false
  if (acquire.api.family !== 'iov-extract' || release.api.hold !== 'pin') return false
  if ((release.call.guards ?? []).some((guard) => isGuard.test(guard))) return false
  return !acquire.file.facts.helpers.some(
    ({ callee, function: inside }) => callee === 'iov_iter_extract_will_pin' && inside === acquire.call.function,
  )
}

/** Functions that register memory, and those that take a registration back. */
const registers = /(?:^|_)(?:reg|register|umem|mr|memory_region)(?:_|$)/
const unregisters = /(?:^|_)(?:dereg|unreg|unregister|deregister|release|destroy|free|remove|unpin|put|cleanup)(?:_|$)/

/**
 * A pin of registered memory (case 2) without FOLL_LONGTERM: the pages are kept in an object until another function
 * takes the registration back. Said only where the flags are written out, so that nothing is left to a caller.
 */
function isKeptShort(acquire: Site, pairs: readonly Pair[], sites: readonly Site[]): boolean {
  const { api, flagsIndex, call, function: inside } = acquire
  if (api.family !== 'pin' || flagsIndex === null || inside === null || !registers.test(inside.name)) return false
  const flags = call.arguments[flagsIndex]
  const isWritten = flags !== undefined && (flags.text === '0' || flags.text.includes('FOLL_'))
  if (!isWritten || flagsAt(acquire).has('FOLL_LONGTERM')) return false
  return pairs.some(({ release, rule, grade }) => {
    const function_ = sites[release]?.function
    const isMember = rule === 'same-file-member' || rule === 'same-directory-member' || rule === 'wrapper'
    return isMember && grade !== 'possible' && function_ !== inside && unregisters.test(function_?.name ?? '')
  })
}
