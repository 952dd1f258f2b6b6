import { groupBy } from '#scanner/model/group-by.ts'
import { indexOfCall } from '#scanner/model/index-of-call.ts'
import type { LinkedPart, Pair, Site } from '#scanner/model/linked.ts'
import type { FoundByPairs } from './find-by-pairs.ts'
import { walkPaths } from './walk-paths.ts'

/** Functions that are given an array of pages or a page and leave its references alone. */
const harmless =
  /^(?:k|v|kv|kz|kvm)?m?free(?:_\w+)?$|^(?:kfree|kvfree|vfree|kfree_sensitive|kmem_cache_free|free_pages?|pr_\w+|dev_\w+|netdev_\w+|drm_\w+|printk|WARN\w*|BUG\w*|mem(?:set|cpy|move|cmp)\w*|IS_ERR\w*|PTR_ERR\w*|ERR_PTR|page_address|page_to_\w+|pfn_to_\w+|offset_in_\w+|k?unmap\w*|kmap\w*|flush_\w+|copy_\w+|set_page_dirty\w*|folio_mark_dirty\w*|lock_page\w*|unlock_page|folio_lock\w*|folio_unlock|PageReserved|PageAnon|PageHighMem|is_\w+|sizeof|min\w*|max\w*|unlikely|likely|trace_\w+|vmap|vm_map_ram|page_folio|compound_head|nth_page)$/

/** What becomes of the pages of each acquire on the paths of its function. */
export function findOnPaths(part: LinkedPart): readonly FoundByPairs[] {
  const { sites } = part
  const pairsOf = groupBy(part.pairs, ({ acquire }) => acquire)
  const droppedAt = releaseLines(part)
  const releases = new Set(sites.flatMap(({ api }) => (api.role === 'release' ? [api.name] : [])))
  return sites.flatMap((acquire, index) => {
    if (acquire.api.role !== 'acquire' || acquire.function?.steps === undefined) return []
    return findOfAcquire(acquire, index, { sites, pairs: pairsOf.get(index) ?? [], droppedAt, releases })
  })
}

/** Lines of functions where calls lead to a release: `path function line`. */
function releaseLines({ sites, reaches }: LinkedPart): ReadonlySet<string> {
  return new Set(
    reaches.flatMap(({ site, path, line, function: inside }) =>
      sites[site]?.api.role === 'release' ? [`${path} ${inside} ${line}`] : [],
    ),
  )
}

interface Around {
  readonly sites: readonly Site[]
  readonly pairs: readonly Pair[]
  readonly droppedAt: ReadonlySet<string>
  /** Names of releases. */
  readonly releases: ReadonlySet<string>
}

function findOfAcquire(
  acquire: Site,
  index: number,
  { sites, pairs, droppedAt, releases }: Around,
): readonly FoundByPairs[] {
  const { function: inside, file, carrier } = acquire
  const base =
    carrier.kind === 'path' && !carrier.path.steps.some((step) => step.startsWith('.')) ? carrier.path.base : ''
  // a bio is asked otherwise whether it holds pages
  if (inside?.steps === undefined || base === '' || acquire.api.family === 'bio') return []
  const own = indexOfCall(file.facts, acquire.call)
  const paired = new Map(
    pairs.flatMap(({ release, grade }) => {
      const site = sites[release]
      return site?.function === inside ? [[indexOfCall(file.facts, site.call), { release, grade }] as const] : []
    }),
  )
  const pointers = new Set([
    ...inside.locals.map(({ name }) => name),
    ...inside.parameters.filter(({ type }) => type.includes('*')).map(({ name }) => name),
  ])
  const paths = walkPaths({
    steps: inside.steps,
    acquire: own,
    wanted: wantedOf(acquire),
    carrier: base,
    isPointer: (name) => name === base || pointers.has(name),
    isDrop: (step) =>
      paired.has(step.row ?? -1) ||
      (step.row !== undefined && releases.has(step.callee) && step.given.includes(base)) ||
      (step.row === undefined && droppedAt.has(`${file.path} ${inside.name} ${step.line}`)),
    isHarmless: (callee) => harmless.test(callee),
  })
  if (paths === null) return []
  const found: FoundByPairs[] = []
  if (staysInside(acquire, base, pairs) && !isFreedAtScopeEnd(acquire, base)) {
    const whole = paths.leaks.find(({ isPartial }) => !isPartial)
    const partial = paths.leaks.find(({ isPartial }) => isPartial)
    if (whole !== undefined) {
      const evidence = `Line ${whole.line} leaves ${inside.name}() by line ${whole.exit}, and the pages taken on line ${acquire.call.line} are not dropped.`
      found.push({ site: index, finding: 'no-release-on-error-path', evidence })
    }
    if (partial !== undefined) {
      const evidence = `Where fewer pages than asked for are taken, line ${partial.line} leaves ${inside.name}() by line ${partial.exit}, and those are not dropped.`
      found.push({ site: index, finding: 'partial-pin', evidence })
    }
  }
  for (const line of paths.overdrops.slice(0, 1)) {
    const evidence = `Fewer pages than asked for may have been taken, and line ${line} drops as many as were asked for.`
    found.push({ site: index, finding: 'partial-pin', evidence })
  }
  for (const { row, line, first } of paths.doubles) {
    const release = paired.get(row)
    if (release?.grade !== 'certain') continue
    const evidence = `Line ${line} drops what line ${first} has dropped on the same path.`
    found.push({ site: release.release, finding: 'double-release', evidence })
  }
  return found
}

/** Whatever way the scope is left, something is called for the variable. */
function isFreedAtScopeEnd({ file, function: inside }: Site, base: string): boolean {
  const { functions, handovers } = file.facts
  return handovers.some(
    (one) =>
      one.atScopeEnd === true &&
      functions[one.function] === inside &&
      one.arguments[0]?.base === base &&
      !harmless.test(one.callee),
  )
}

/** The number of pages that a call asks for; where the form of the call is not known it stands behind the address, which is first but behind an mm. */
function wantedOf({ api: { name, family }, call, countIndex }: Site): string | null {
  if (name === 'get_user_page_fast_only') return '1'
  if (family !== 'get' && family !== 'pin') return null
  return call.arguments[countIndex ?? (name.endsWith('_remote') ? 2 : 1)]?.text ?? null
}

/** The pages are in an array of this function alone, or none but this function was seen to drop them. */
function staysInside({ function: inside }: Site, base: string, pairs: readonly Pair[]): boolean {
  if (inside === null) return false
  const isLocal = inside.locals.some(({ name }) => name === base)
  const isBorrowed = inside.moves.some(
    ({ to, from }) =>
      to.base === base && !to.steps.some((step) => step.startsWith('.')) && isOthers(from, inside.parameters),
  )
  if (isLocal && !isBorrowed) return true
  return pairs.length > 0 && pairs.every(({ rule, grade }) => rule === 'same-function' && grade === 'certain')
}

function isOthers(
  { base, steps }: { readonly base: string; readonly steps: readonly string[] },
  parameters: readonly { readonly name: string }[],
): boolean {
  return (
    steps.some((step) => step.startsWith('.')) ||
    parameters.some(({ name }) => name === base && !steps.some((step) => step.endsWith('()')))
  )
}
