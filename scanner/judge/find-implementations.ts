import type { Api } from '#scanner/model/api.ts'
import type { LinkedTree, SourceFile } from '#scanner/model/linked.ts'
import type { Reason } from '#scanner/model/site.ts'

export interface Implementation {
  readonly reason: Extract<Reason, 'api-definition' | 'api-helper'>
  /** The APIs of whose definition a function is part. */
  readonly apis: ReadonlySet<string>
}

/** For each file the functions, by index, that define an API of the catalogue or only help such a definition. */
export type Implementations = ReadonlyMap<SourceFile, ReadonlyMap<number, Implementation>>

/**
 * A definition counts if it is for all: not static, or in a header (an inline, a macro). Helpers are static functions
 * whose every caller is part of a definition and whose address nobody takes.
 */
export function findImplementations(
  { files }: Pick<LinkedTree, 'files'>,
  apiByName: ReadonlyMap<string, Api>,
): Implementations {
  const found = new Map<SourceFile, ReadonlyMap<number, Implementation>>()
  for (const file of files) {
    const defining = definingFunctions(file, apiByName)
    if (defining.size > 0) found.set(file, withHelpers(file, defining))
  }
  return found
}

function definingFunctions(
  { path, facts }: SourceFile,
  apiByName: ReadonlyMap<string, Api>,
): Map<number, Implementation> {
  const isHeader = path.endsWith('.h')
  const lines = new Map<number, string>()
  for (const { kind, name, line, static: own } of facts.declarations) {
    const family = apiByName.get(name)?.family
    if (kind === 'declaration' || family === undefined || family === 'subsystem') continue
    if (isHeader || (kind === 'definition' && !own)) lines.set(line, name)
  }
  const defining = new Map<number, Implementation>()
  facts.functions.forEach((inside, index) => {
    if (lines.get(inside.line) === inside.name)
      defining.set(index, { reason: 'api-definition', apis: new Set([inside.name]) })
  })
  return defining
}

function withHelpers({ facts }: SourceFile, found: Map<number, Implementation>): ReadonlyMap<number, Implementation> {
  const callersOf = new Map(facts.callers.map(({ name, callers }) => [name, callers]))
  for (let grew = true; grew; ) {
    grew = false
    facts.functions.forEach((helper, index) => {
      if (found.has(index) || !helper.static || helper.addressTaken || helper.kind !== 'function') return
      const callers = (callersOf.get(helper.name) ?? []).filter((caller) => caller !== index)
      if (callers.length === 0 || !callers.every((caller) => found.has(caller))) return
      const apis = new Set(callers.flatMap((caller) => [...(found.get(caller)?.apis ?? [])]))
      found.set(index, { reason: 'api-helper', apis })
      grew = true
    })
  }
  return found
}
