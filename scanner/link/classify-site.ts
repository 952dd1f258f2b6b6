import type { Api, SiteClass } from '#scanner/model/api.ts'
import type { Call, FunctionFacts } from '#scanner/model/facts.ts'
import type { SiteCarrier } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases } from './aliases.ts'

/** Structs of vectors: pages in one are better taken and dropped as ranges of memory than one by one. */
const isVector = /\bstruct (?:bio_vec|bio|iov_iter)\b/
const vectorMember = /^\.(?:bv_page|bvec|bi_io_vec)$/

/**
 * The class of API that fits a site. An acquire by address whose pages its function puts into a bio, a bio_vec or an
 * iterator is one of vectors, whatever it is called (Wilcox); one of a single page says 1 for their number. Everything
 * else is what its API is for.
 */
export function classify(api: Api, call: Call, inside: FunctionFacts | null, carrier: SiteCarrier): SiteClass {
  if (api.role !== 'acquire' || (api.family !== 'get' && api.family !== 'pin')) return api.class
  if (inside !== null && carrier.kind === 'path' && travelsAsVector(inside, valueKey(carrier.path), call.line)) {
    return 'bvec'
  }
  return api.class === 'page-array' && isSingle(api, call) ? 'single-page' : api.class
}

function travelsAsVector(inside: FunctionFacts, key: string | null, line: number): boolean {
  if (key === null || !inside.moves.some(({ to }) => isOfVector(inside, to.base, to.steps))) return false
  const holders = collectAliases(inside, new Set()).holders(key, line)
  return inside.moves.some(({ to, from }) => {
    const source = valueKey(from)
    return source !== null && holders.has(source) && isOfVector(inside, to.base, to.steps)
  })
}

function isOfVector({ locals, parameters }: FunctionFacts, base: string, steps: readonly string[]): boolean {
  if (steps.some((step) => vectorMember.test(step))) return true
  return (
    locals.some(({ name, type }) => name === base && isVector.test(`struct ${type}`)) ||
    parameters.some(({ name, type }) => name === base && isVector.test(type))
  )
}

/** The number of pages stands behind the address; `*_remote()` has an mm in front, and a task before 5.9. */
function isSingle({ name }: Api, call: Call): boolean {
  const remote = name.endsWith('_remote') ? (call.arguments.length === 8 ? 2 : 1) : 0
  return call.arguments[1 + remote]?.text === '1'
}
