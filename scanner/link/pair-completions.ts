import type { Callback, FunctionFacts } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { acquireSteps, inFile, releaseSteps } from './evidence.ts'
import { acquiresPerReleaseMax, fits, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** A callback that is set where the pages are, and what of its object the pages are behind. */
interface Completion {
  readonly acquire: TracedSite
  readonly callback: Callback
  /** Members between the object that the callback is given and the pages: `.pages`; `''` for the object itself. */
  readonly members: string
  /** The callback is given a member, and finds the object around it: `kref_put(&x->ref, done)`. */
  readonly isEmbedded: boolean
}

/**
 * Pages that travel in an object with a completion function: `bio->bi_end_io = done`, `kref_put(&wdata->ref, release)`.
 * What that function drops of the object is a release of pages that were put into it. Function pointers are resolved
 * by these assignments, within a file. A bio whose completion is set elsewhere in the file is completed by one of those
 * that the file has.
 */
export function pairCompletions(functions: readonly TracedFunction[]): readonly Pair[] {
  return [...groupBy(functions, ({ file }) => file).values()].flatMap(pairFile)
}

function pairFile(functions: readonly TracedFunction[]): readonly Pair[] {
  const file = functions[0]?.file
  if (file === undefined || file.facts.callbacks.length === 0) return []
  const byName = groupBy(
    functions.filter(({ releases }) => releases.length > 0),
    ({ facts }) => facts.name,
  )
  const setIn = groupBy(file.facts.callbacks, ({ function: inside }) => inside)
  const indexOf = new Map<FunctionFacts, number>(file.facts.functions.map((facts, index) => [facts, index]))
  return functions.flatMap((traced) => {
    const own = setIn.get(indexOf.get(traced.facts) ?? -1) ?? []
    return traced.acquires.slice(0, acquiresPerReleaseMax).flatMap((acquire) => {
      const here = own.flatMap((callback) => completionOf(acquire, callback))
      const pairs = here.flatMap((completion) => pairOf(traced, completion, byName))
      return pairs.length > 0 || !isCompletedElsewhere(acquire, traced)
        ? pairs
        : file.facts.callbacks
            .filter(({ as }) => endOfIo.test(as))
            .flatMap((callback) => pairOf(traced, { acquire, callback, members: '', isEmbedded: false }, byName))
    })
  })
}

/** A bio that its function fills itself, sets no completion of and does not drop. */
function isCompletedElsewhere({ site, through, key }: TracedSite, { releases }: TracedFunction): boolean {
  if (site.api.family !== 'bio' || through.length > 0) return false
  return !releases.some((release) => release.key === key)
}

/** Members of bio and request that a completion function is stored in. */
export const endOfIo = /^(?:bi_)?end_io$/

function completionOf(acquire: TracedSite, callback: Callback): readonly Completion[] {
  const owner = callback.owner === null ? null : valueKey(callback.owner)
  if (owner === null) return []
  const around = owner.slice(0, Math.max(0, owner.lastIndexOf('.')))
  return [...acquire.names.keys()].flatMap((name): Completion[] => {
    if (name === owner) return [{ acquire, callback, members: '', isEmbedded: false }]
    if (name.startsWith(`${owner}.`)) {
      return [{ acquire, callback, members: name.slice(owner.length), isEmbedded: false }]
    }
    if (around === '' || !name.startsWith(`${around}.`)) return []
    return [{ acquire, callback, members: name.slice(around.length), isEmbedded: true }]
  })
}

function pairOf(
  { file }: TracedFunction,
  { acquire, callback, members, isEmbedded }: Completion,
  byName: ReadonlyMap<string, readonly TracedFunction[]>,
): readonly Pair[] {
  return (byName.get(callback.target) ?? []).flatMap(({ facts, releases }) => {
    const given = facts.parameters[0]?.name ?? ''
    return releases.flatMap((release): Pair[] => {
      const names = [...release.names.keys()]
      const drops = isEmbedded
        ? names.some((name) => name.endsWith(members))
        : names.some((name) => name === given + members) || isWholeCarrier(acquire, release, members)
      if (!drops || !fits(acquire.site, release.site)) return []
      const set = { path: file.path, line: callback.line, text: `${callback.target}() is set as ${callback.as}` }
      const evidence = inFile(acquire.site.file.path, [...acquireSteps(acquire), set, ...releaseSteps(release)])
      return [{ acquire: acquire.index, release: release.index, rule: 'completion', grade: 'likely', evidence }]
    })
  })
}

/** A bio that its completion reaches by another name: what drops bios there drops this one. */
function isWholeCarrier(acquire: TracedSite, release: TracedSite, members: string): boolean {
  return members === '' && acquire.site.api.family === 'bio' && release.site.api.family === 'bio'
}
