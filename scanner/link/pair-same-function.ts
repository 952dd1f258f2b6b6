import type { Api, Hold } from '#scanner/model/api.ts'
import type { FunctionFacts } from '#scanner/model/facts.ts'
import type { Pair, Site } from '#scanner/model/linked.ts'
import type { Grade } from '#scanner/model/site.ts'
import { collectAliases } from './aliases.ts'
import { valueKey } from './value-key.ts'

export const sameFunction = {
  name: 'same-function',
  sentence: 'The pages are taken and dropped in the same function, through the same variable.',
} as const

/** Helpers that take a reference of their own: a plain release behind one may belong to it. */
const takesReference: ReadonlySet<string> = new Set([
  'get_page',
  'try_get_page',
  'folio_get',
  'folio_try_get',
  'folio_ref_add',
  'page_ref_add',
])

interface Held {
  readonly index: number
  readonly site: Site
  readonly key: string
}

/**
 * Pairs within one function, given the indexes of its sites: the release's argument and the acquire's carrier are the same value, directly or over
 * local aliases. Where both kinds of acquire fill one value (dual mode), a release belongs to those of its own kind.
 *
 * `certain` unless something else is put into the same variable too (`likely`), or the function takes a reference of
 * its own on it (`possible`). Which kind a carrier API holds is the tree's affair: it fits any release of its family.
 */
export function pairSameFunction(sites: readonly Site[], ofFunction: readonly number[]): readonly Pair[] {
  const first = sites[ofFunction[0] ?? -1]
  if (first === undefined || first.function === null || ofFunction.length < 2) return []
  const acquireNames = ofFunction.flatMap((index) =>
    sites[index]?.api.role === 'acquire' ? (sites[index]?.api.name ?? []) : [],
  )
  const aliases = collectAliases(first.function, new Set(acquireNames))
  const held: Held[] = []
  for (const index of ofFunction) {
    const site = sites[index]
    const key = site?.carrier.kind === 'path' ? valueKey(site.carrier.path) : null
    if (site !== undefined && key !== null) held.push({ index, site, key: aliases.find(key) })
  }
  const acquires = held.filter(({ site }) => site.api.role === 'acquire')
  if (acquires.length === 0) return []
  const referenced = referencedKeys(first, first.function).map((key) => aliases.find(key))

  const pairs: Pair[] = []
  for (const release of held) {
    if (release.site.api.role !== 'release') continue
    const sameValue = acquires.filter((acquire) => acquire.key === release.key)
    const sameKind = sameValue.filter((acquire) => fits(acquire.site.api, release.site.api))
    for (const acquire of sameKind.length > 0 ? sameKind : sameValue) {
      pairs.push({
        acquire: acquire.index,
        release: release.index,
        rule: 'same-function',
        grade: gradeOf(release, referenced, aliases.hasOtherOrigin(release.key)),
        evidence: evidenceOf(acquire, release, aliases.linesOf(release.key)),
      })
    }
  }
  return pairs
}

function gradeOf(release: Held, referenced: readonly string[], hasOtherOrigin: boolean): Grade {
  if (release.site.api.hold === 'reference' && referenced.includes(release.key)) return 'possible'
  return hasOtherOrigin ? 'likely' : 'certain'
}

/** Whether a release drops what an acquire takes, as far as the two names tell. */
function fits(acquire: Api, release: Api): boolean {
  const taken: readonly Hold[] = [acquire.hold, 'carrier']
  return (
    taken.includes(release.hold) ||
    acquire.hold === 'carrier' ||
    (acquire.hold === 'reference' && release.hold === 'placeholder')
  )
}

function referencedKeys({ file }: Site, facts: FunctionFacts): string[] {
  return file.facts.helpers.flatMap((call) => {
    if (!takesReference.has(call.callee) || file.facts.functions[call.function ?? -1] !== facts) return []
    const path = call.arguments[0]?.path ?? null
    return path === null ? [] : (valueKey(path) ?? [])
  })
}

function evidenceOf(acquire: Held, release: Held, aliasLines: readonly number[]): Pair['evidence'] {
  return [
    { line: acquire.site.call.line, text: `${acquire.site.api.name}() takes the pages in ${describe(acquire.site)}` },
    ...(describe(acquire.site) === describe(release.site)
      ? []
      : aliasLines.map((line) => ({ line, text: 'the value is handed on' }))),
    { line: release.site.call.line, text: `${release.site.api.name}() drops ${describe(release.site)}` },
  ]
}

function describe({ carrier }: Site): string {
  return carrier.kind === 'path' ? (valueKey(carrier.path) ?? carrier.path.base) : carrier.kind
}
