import { groupBy } from '#scanner/model/group-by.ts'
import { indexOfCall } from '#scanner/model/index-of-call.ts'
import type { LinkedPart, Site } from '#scanner/model/linked.ts'
import { followers, type Step } from '#scanner/model/steps.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import type { FoundByPairs } from './find-by-pairs.ts'

/** Helpers that take a plain reference, which a plain release may give back. */
const takes = /^(?:try_)?get_page$|^folio_(?:try_)?get$|^(?:folio|page)_ref_add$/

/**
 * Pins that a function gives back, and the very same pages that it drops like plain references on the same way: `unpin_user_pages(b->pages, n)`
 * and `put_page(b->pages[0])`. Said of the unpin, since nothing else is known of the other one. Only where the one surely follows the other, the page
 * is the same by its text or one of an array that was dropped whole, and neither the file takes a plain reference on such pages nor an
 * acquire does.
 */
export function findDoubleDrops({ sites, pairs }: LinkedPart): readonly FoundByPairs[] {
  const held = new Set(pairs.flatMap(({ release, acquire }) => (takesPlainly(sites[acquire]) ? [release] : [])))
  const drops = sites.flatMap((site, index) => dropsOf(site, index) ?? [])
  return [...groupBy(drops, ({ site }) => site.function)].flatMap(([, ofFunction]) => {
    const plain = ofFunction.filter(({ site, index }) => site.api.generic && !held.has(index))
    return ofFunction.flatMap((unpin): readonly FoundByPairs[] => {
      if (unpin.site.api.hold !== 'pin') return []
      const other = plain.find(
        (put) => put.key === unpin.key && isSamePage(unpin.site, put.site) && isOnWay(unpin, put),
      )
      if (other === undefined || isReferenced(unpin)) return []
      const evidence = `Line ${other.site.call.line} drops with ${other.site.api.name}() what this call gives back, on the same path.`
      return [{ site: unpin.index, finding: 'double-release', evidence }]
    })
  })
}

interface Drop {
  readonly index: number
  readonly site: Site
  readonly key: string
  readonly base: string
  readonly steps: readonly Step[]
  readonly at: number
}

/** A release in a function whose paths are known. */
function dropsOf(site: Site, index: number): readonly Drop[] | null {
  const { api, carrier, function: inside, file, call } = site
  if (api.role !== 'release' || carrier.kind !== 'path' || inside?.steps === undefined) return null
  if (api.hold !== 'pin' && !(api.generic && api.hold === 'reference')) return null
  const key = valueKey(carrier.path)
  const row = indexOfCall(file.facts, call)
  const at = inside.steps.findIndex((step) => step.kind === 'call' && step.row === row)
  return key === null || at < 0 ? null : [{ index, site, key, base: carrier.path.base, steps: inside.steps, at }]
}

const takesPlainly = (site: Site | undefined): boolean => site?.api.role === 'acquire' && site.api.hold !== 'pin'

/** Whether two releases drop the same page: by the same text, or one the whole array and the other the first or a numbered one of it. */
function isSamePage({ call: whole }: Site, { call: one }: Site): boolean {
  const text = one.arguments[0]?.text ?? ''
  if (text === (whole.arguments[0]?.text ?? '')) return true
  const isArray = /^unpin_user_pages/.test(whole.callee) && !/[[+]/.test(whole.arguments[0]?.text ?? '')
  return isArray && (/^\(*\*/.test(text) || /\[\d+\]\)*$/.test(text))
}

/**
 * Whether one drop stands on every way to the other, or behind it under no more conditions, with nothing between that puts something else there.
 * Another round of a loop has other pages, so that only ways forward count.
 */
function isOnWay(unpin: Drop, put: Drop): boolean {
  const needed = unpin.site.call.guards ?? []
  const given = put.site.call.guards ?? []
  if (!needed.every((guard) => given.includes(guard))) return false
  const [from, to] = unpin.at < put.at ? [unpin, put] : [put, unpin]
  if (isSetBetween(from, to)) return false
  const seen = new Set<number>()
  const queue = [from.at]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === to.at) return true
    for (const next of followers(from.steps, at)) {
      if (next <= at || next > to.at || seen.has(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return false
}

function isSetBetween({ site, base, key }: Drop, { site: { call } }: Drop): boolean {
  return (site.function?.moves ?? []).some(
    ({ line, to, fills }) =>
      line >= site.call.line &&
      line <= call.line &&
      fills !== true &&
      ((to.base === base && to.steps.length === 0) || valueKey(to) === key),
  )
}

/** Whether the file takes a plain reference on pages of the same name. */
function isReferenced({ site: { file, function: inside }, key }: Drop): boolean {
  const name = lastName(key)
  return file.facts.helpers.some(({ callee, function: of, arguments: [first] }) => {
    const other = first?.path == null ? null : valueKey(first.path)
    if (!takes.test(callee) || other === null) return false
    return lastName(other) === name && (name !== key || file.facts.functions[of ?? -1] === inside)
  })
}

const lastName = (key: string): string => key.slice(key.lastIndexOf('.') + 1)
