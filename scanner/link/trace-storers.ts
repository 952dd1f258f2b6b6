import type { FunctionFacts } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases } from './aliases.ts'
import type { Joins } from './summarize-functions.ts'
import { acquiresPerReleaseMax, named, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** Functions of a file that are handed pages through one another. */
const depthMax = 2

/**
 * Functions of the file that are handed the pages of an acquire, with the acquire as their parameter: what
 * `add_to_list(list, folio)` puts into an entry that it makes itself is found nowhere else. Only for where pages are stored; a function
 * that drops what it is handed is a wrapper of its release.
 */
export function traceStorers(functions: readonly TracedFunction[], joins: Joins): readonly TracedFunction[] {
  const found: TracedFunction[] = []
  for (const [file, ofFile] of groupBy(functions, (traced) => traced.file)) {
    if (file.facts.handovers.length === 0) continue
    const callsOf = groupBy(file.facts.handovers, (call) => file.facts.functions[call.function])
    const byName = groupBy(file.facts.functions, ({ name }) => name)
    let level = ofFile.filter(({ acquires }) => acquires.length > 0)
    for (let depth = 0; depth < depthMax && level.length > 0; depth++) {
      level = level.flatMap((traced) =>
        (callsOf.get(traced.facts) ?? []).flatMap((call) => {
          const callee = byName.get(call.callee)?.[0]
          if (callee === undefined || callee === traced.facts || callee.moves.length === 0) return []
          const storer = handTo(file, callee, traced, call.arguments.map(keyOf), call.line, joins)
          return storer === null ? [] : [storer]
        }),
      )
      found.push(...level)
      if (found.length > acquiresPerReleaseMax) break
    }
  }
  return found
}

function keyOf(path: Parameters<typeof valueKey>[0] | null): string | null {
  return path === null ? null : valueKey(path)
}

function handTo(
  file: SourceFile,
  callee: FunctionFacts,
  { acquires }: TracedFunction,
  given: readonly (string | null)[],
  line: number,
  joins: Joins,
): TracedFunction | null {
  const aliases = collectAliases(callee, new Set(), joins(callee))
  const handed = acquires.slice(0, acquiresPerReleaseMax).flatMap((acquire): readonly TracedSite[] => {
    const position = given.findIndex((key) => key !== null && acquire.names.has(key))
    const parameter = callee.parameters[position]
    if (parameter === undefined) return []
    const { index, site, through } = acquire
    const passage = { path: file.path, line, callee: callee.name }
    const traced = named({ index, site, ownKey: parameter.name, through: [] }, aliases)
    // all of the function comes behind the call, whatever its lines
    const names = aliases.holders(parameter.name, 0)
    return [{ ...traced, names, through: [...through, passage] }]
  })
  return handed.length === 0 ? null : { file, facts: callee, aliases, acquires: handed, releases: [] }
}
