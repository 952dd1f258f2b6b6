import type { Pair, Site, SourceFile } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { takesReference } from './takes-reference.ts'
import { fits } from './trace-sites.ts'

/**
 * Pairs without those that a reference of the file's own explains: where somebody takes a reference on a page and keeps it in a member
 * (`get_page(page); sdio->cur_page = page`), a plain release of that member in another function drops that one. Only where the acquire has
 * a release that is not explained so.
 */
export function withoutOwnMembers(sites: readonly Site[], pairs: readonly Pair[]): readonly Pair[] {
  const membersOf = new Map<SourceFile, ReadonlySet<string>>()
  const isOwn = ({ acquire, release, rule }: Pair) => {
    const site = sites[release]
    if (site === undefined || rule === 'same-function' || !site.api.generic || site.carrier.kind !== 'path')
      return false
    const member = memberOf(valueKey(site.carrier.path))
    // what gup itself fills is gup's, whoever puts another page beside
    if (member === null || member === filledBy(sites[acquire])) return false
    const members = membersOf.get(site.file) ?? listOwnMembers(site.file)
    membersOf.set(site.file, members)
    return members.has(member)
  }
  const answered = new Set(
    pairs
      .filter((pair) => pair.grade !== 'possible' && isFit(sites, pair) && !isOwn(pair))
      .map(({ acquire }) => acquire),
  )
  return pairs.filter((pair) => !answered.has(pair.acquire) || !isOwn(pair))
}

function filledBy(acquire: Site | undefined): string | null {
  return acquire?.carrier.kind === 'path' ? memberOf(valueKey(acquire.carrier.path)) : null
}

function isFit(sites: readonly Site[], { acquire, release }: Pair): boolean {
  const taken = sites[acquire]
  const dropped = sites[release]
  return taken !== undefined && dropped !== undefined && fits(taken, dropped)
}

/** Members that functions of a file keep a page in which they took a reference on. */
function listOwnMembers({ facts }: SourceFile): ReadonlySet<string> {
  const members = new Set<string>()
  const takenIn = new Map<number, Set<string>>()
  for (const { callee, function: inside, arguments: given } of facts.helpers) {
    const path = given[0]?.path ?? null
    const taken = path === null ? null : valueKey(path)
    if (taken === null || inside === null || !takesReference(callee)) continue
    const direct = memberOf(taken)
    if (direct !== null) members.add(direct)
    takenIn.set(inside, (takenIn.get(inside) ?? new Set()).add(taken))
  }
  for (const [inside, taken] of takenIn) {
    for (const { from, to } of facts.functions[inside]?.moves ?? []) {
      const member = taken.has(valueKey(from) ?? '') ? memberOf(valueKey(to)) : null
      if (member !== null) members.add(member)
    }
  }
  return members
}

function memberOf(key: string | null): string | null {
  return key?.includes('.') === true ? key.slice(key.lastIndexOf('.') + 1) : null
}
