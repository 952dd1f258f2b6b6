import type { AccessPath } from '#scanner/model/access-path.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { LinkedPart, Pair, Site } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import type { FoundByPairs } from './find-by-pairs.ts'

/** Helpers that take a plain reference. */
const takes: ReadonlySet<string> = new Set(['get_page', 'try_get_page', 'folio_get', 'folio_try_get'])

/**
 * Pages that a function looks up itself and holds with `get_page()`, in the array that it pins others into, where everything in that array is
 * unpinned: nothing gives the plain references back, and pins are given back that nobody took.
 */
export function findOnTop({ sites, pairs }: LinkedPart): readonly FoundByPairs[] {
  const pairsOf = groupBy(pairs, ({ acquire }) => acquire)
  return sites.flatMap((acquire, index): FoundByPairs[] => {
    if (acquire.api.role !== 'acquire' || acquire.api.hold !== 'pin') return []
    const held = heldBeside(acquire)
    const ends = pairsOf.get(index) ?? []
    if (held === null || ends.length === 0 || !ends.every((pair) => isUnpin(pair, sites))) return []
    if (sites.some((site) => isPlainReleaseOf(site, acquire))) return []
    return ends
      .filter(({ grade }) => grade !== 'possible')
      .map(({ release }) => ({
        site: release,
        finding: 'get-on-top-unpinned',
        evidence: `Line ${held.line} of ${acquire.file.path} takes a reference with ${held.callee}() on a page that is put where line ${acquire.call.line} pins others, and what is there is unpinned.`,
      }))
  })
}

/** A plain release in the file of what lies in a member of the same name. */
function isPlainReleaseOf({ api, file, carrier }: Site, acquire: Site): boolean {
  if (file !== acquire.file || api.role !== 'release' || api.hold !== 'reference') return false
  return (
    carrier.kind === 'path' &&
    acquire.carrier.kind === 'path' &&
    memberOf(carrier.path) === memberOf(acquire.carrier.path)
  )
}

function memberOf({ base, steps }: AccessPath): string {
  return steps.findLast((step) => step.startsWith('.')) ?? base
}

function isUnpin({ release }: Pair, sites: readonly Site[]): boolean {
  return sites[release]?.api.hold === 'pin'
}

/** The `get_page()` of a value that the function fills otherwise than by the acquire, in the place where the acquire fills it. */
function heldBeside({
  carrier,
  call,
  file,
  function: inside,
}: Site): { readonly line: number; readonly callee: string } | null {
  const key = carrier.kind === 'path' ? valueKey(carrier.path) : null
  if (key === null || inside === null) return null
  const isLookedUp = inside.moves.some(
    ({ to, from }) =>
      valueKey(to) === key &&
      to.steps.includes('[]') &&
      from.steps.some((step) => /page|folio/.test(step) && step.endsWith('()')),
  )
  if (!isLookedUp) return null
  return (
    file.facts.helpers.find(({ callee, function: of, arguments: given }) => {
      const path = given[0]?.path ?? null
      return takes.has(callee) && of === call.function && path !== null && valueKey(path) === key
    }) ?? null
  )
}
