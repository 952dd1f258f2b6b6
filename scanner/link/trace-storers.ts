import type { FunctionFacts, Handover } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases } from './aliases.ts'
import { isLast } from './pair-same-function.ts'
import type { Joins } from './summarize-functions.ts'
import { acquiresPerReleaseMax, named, type TracedFunction, type TracedSite } from './trace-sites.ts'
import type { CallsOf } from './trace-wrappers.ts'

/** Functions that are handed pages through one another: what is kept lies no deeper. */
const depthMax = 4

export interface StoringPart {
  readonly files: readonly SourceFile[]
  readonly joins: Joins
  readonly callsOf: CallsOf
}

/**
 * Functions that are handed the pages of an acquire, with the acquire as their parameter: what
 * `add_to_list(list, folio)` puts into an entry that it makes itself is found nowhere else; nor is what a function of another file keeps,
 * reached by its name or through a member of a table of operations. Only for where pages are stored; a function
 * that drops what it is handed is a wrapper of its release.
 */
export function traceStorers(
  functions: readonly TracedFunction[],
  { files, joins, callsOf }: StoringPart,
): readonly TracedFunction[] {
  const found: TracedFunction[] = []
  const calledIn = listCalled(files, callsOf)
  for (const [file, ofFile] of groupBy(functions, (traced) => traced.file)) {
    if (file.facts.handovers.length === 0) continue
    const own: TracedFunction[] = []
    let level = ofFile.filter(({ acquires }) => acquires.length > 0)
    for (let depth = 0; depth < depthMax && level.length > 0; depth++) {
      level = level.flatMap((traced) =>
        handoversIn(traced).flatMap((call) =>
          calledIn(traced.file, call).flatMap((callee) => {
            if (callee.facts === traced.facts || (callee.facts.moves.length === 0 && !handsOn(callee))) return []
            return handTo(callee, traced, call, joins) ?? []
          }),
        ),
      )
      own.push(...level)
      if (own.length > acquiresPerReleaseMax) break
    }
    found.push(...own)
  }
  return found
}

interface Called {
  readonly file: SourceFile
  readonly facts: FunctionFacts
  readonly isSure: boolean
}

/** What a call may be of: a function of its own file by that name, else what other files have. */
function listCalled(
  files: readonly SourceFile[],
  callsOf: CallsOf,
): (file: SourceFile, call: Handover) => readonly Called[] {
  const fileOf = new Map(files.flatMap((file) => file.facts.functions.map((facts) => [facts, file] as const)))
  const beyond = new Map<Handover, Called[]>()
  for (const [facts, calls] of callsOf) {
    const file = fileOf.get(facts)
    if (file === undefined || facts.kind !== 'function') continue
    for (const { call, isSure, file: from } of calls) {
      if (from === file) continue
      const known = beyond.get(call)
      if (known === undefined) beyond.set(call, [{ file, facts, isSure }])
      else known.push({ file, facts, isSure })
    }
  }
  return (file, call) => {
    const own = file.facts.functions.find(({ name }) => name === call.callee)
    return own === undefined ? (beyond.get(call) ?? []) : [{ file, facts: own, isSure: true }]
  }
}

function handoversIn({ file, facts }: Pick<TracedFunction, 'file' | 'facts'>): readonly Handover[] {
  return file.facts.handovers.filter((call) => file.facts.functions[call.function] === facts)
}

function handsOn(callee: Called): boolean {
  return callee.facts.handsOn !== undefined || handoversIn(callee).length > 0
}

function handTo(
  { file, facts, isSure }: Called,
  from: TracedFunction,
  call: Handover,
  joins: Joins,
): TracedFunction | null {
  const given = call.arguments.map((path) => (path === null ? null : valueKey(path)))
  const aliases = collectAliases(facts, new Set(), joins(facts))
  const isBeyond = file !== from.file
  const positionOf = ({ names }: TracedSite) =>
    given.findIndex((key) => {
      const since = key === null ? undefined : names.get(key)
      return since !== undefined && !(isBeyond && since > call.line)
    })
  const handed = from.acquires.slice(0, acquiresPerReleaseMax).flatMap((acquire): readonly TracedSite[] => {
    const parameter = facts.parameters[positionOf(acquire)]
    if (parameter === undefined || isLast(acquire)) return []
    const { index, site, through } = acquire
    const passage = { path: from.file.path, line: call.line, callee: facts.name, ...(isSure ? {} : { isUnsure: true }) }
    const traced = named({ index, site, ownKey: parameter.name, through: [] }, aliases)
    // all of the function comes behind the call, whatever its lines
    const names = aliases.holders(parameter.name, 0)
    return [{ ...traced, names, through: [...through, passage] }]
  })
  const [first] = handed
  if (first === undefined) return null
  const position = facts.parameters.findIndex(({ name }) => name === first.ownKey)
  return { file, facts, aliases, acquires: handed, releases: [], given: { call, position, from } }
}
