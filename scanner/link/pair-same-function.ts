import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair } from '#scanner/model/linked.ts'
import type { Grade } from '#scanner/model/site.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { takesReference } from './takes-reference.ts'
import { acquiresPerReleaseMax, fits, type TracedFunction, type TracedSite } from './trace-sites.ts'

/**
 * Pairs within one function: the release's argument and the acquire's carrier are the same value, directly or over
 * local aliases. Where both kinds of acquire fill one value (dual mode), a release belongs to those of its own kind.
 *
 * Sites that the function reaches through wrappers of its file take part, by the rule `wrapper`: never more than
 * `likely`, since a wrapper may drop only some of its caller's pages.
 *
 * `certain` unless something else is put into the same variable too (`likely`), or the function takes a reference of
 * its own on it (`possible`). Which kind a carrier API holds is the tree's affair: it fits any release of its family.
 */
export function pairSameFunction(traced: TracedFunction): readonly Pair[] {
  const { acquires, releases, aliases } = traced
  if (acquires.length === 0 || releases.length === 0) return []
  const referenced = referencedKeys(traced)
  const acquiresOf = groupBy(acquires, ({ key }) => key)
  // releases of one value and one kind share what is asked of them
  const kinds = groupBy(releases, ({ key, site }) => `${site.api.hold} ${key}`)
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const sameValue = acquiresOf.get(first.key) ?? []
    const sameKind = sameValue.filter((acquire) => fits(acquire.site, first.site))
    const chosen = (sameKind.length > 0 ? sameKind : sameValue).slice(0, acquiresPerReleaseMax)
    if (chosen.length === 0) return []
    const taken = [...new Set(sameValue.map(({ ownKey }) => ownKey))]
    const hasOtherOrigin = aliases.hasOtherOrigin(first.key, taken)
    const aliasLines = aliases.linesOf(first.key)
    return alike.flatMap((release) =>
      chosen.map(
        (acquire): Pair => ({
          acquire: acquire.index,
          release: release.index,
          rule: isDirect(acquire, release) ? 'same-function' : 'wrapper',
          grade: gradeOf(acquire, release, referenced, hasOtherOrigin),
          evidence: evidenceOf(acquire, release, aliasLines),
        }),
      ),
    )
  })
}

function isDirect(acquire: TracedSite, release: TracedSite): boolean {
  return acquire.through.length === 0 && release.through.length === 0
}

function gradeOf(
  acquire: TracedSite,
  release: TracedSite,
  referenced: ReadonlySet<string>,
  hasOtherOrigin: boolean,
): Grade {
  if (!isDirect(acquire, release)) return fits(acquire.site, release.site) ? 'likely' : 'possible'
  if (release.site.api.hold === 'reference' && referenced.has(release.key)) return 'possible'
  return hasOtherOrigin ? 'likely' : 'certain'
}

/** Values that the function itself takes a reference on. */
function referencedKeys({ facts, releases, aliases }: TracedFunction): ReadonlySet<string> {
  const blob = releases[0]?.site.file.facts
  const keys = new Set<string>()
  for (const { callee, function: inside, arguments: given } of blob?.helpers ?? []) {
    if (!takesReference(callee) || blob?.functions[inside ?? -1] !== facts) continue
    const path = given[0]?.path ?? null
    const key = path === null ? null : valueKey(path)
    if (key !== null) keys.add(aliases.find(key))
  }
  return keys
}

function evidenceOf(acquire: TracedSite, release: TracedSite, aliasLines: readonly number[]): Pair['evidence'] {
  const handedOn = acquire.ownKey === release.ownKey ? [] : aliasLines
  return [
    { line: acquire.site.call.line, text: `${acquire.site.api.name}() takes the pages` },
    ...acquire.through.map((line) => ({ line, text: `the call that takes them for ${acquire.ownKey}` })),
    ...handedOn.map((line) => ({ line, text: 'the value is handed on' })),
    ...release.through.map((line) => ({ line, text: `the call that drops ${release.ownKey}` })),
    { line: release.site.call.line, text: `${release.site.api.name}() drops them` },
  ]
}
