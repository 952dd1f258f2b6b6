import type { Api } from '#scanner/model/api.ts'
import type { FunctionFacts } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { nearest } from './nearest.ts'
import { type AliasResolver, isRow } from './resolve-aliases.ts'

/** A function that a call may be of. */
export interface Callee {
  /** File that defines it. */
  readonly path: string
  readonly facts: FunctionFacts
  /** No other function is known that the call may mean instead. */
  readonly isSure: boolean
}

export type CalleeResolver = (file: SourceFile, name: string) => readonly Callee[]

/** Files with a function of one name, beyond this they do not say which one is meant. */
const homonymsMax = 2
/** Arms of a conditional define a function of a file as often, hardly more. */
const armsMax = 8
/** Functions that one member of tables of operations is set to. */
const targetsMax = 16

interface Defined {
  readonly path: string
  readonly facts: FunctionFacts
}

interface SetMember {
  readonly path: string
  readonly file: SourceFile
  readonly target: string
}

/**
 * Functions by the names they are called by: one of the own file; through a renaming macro; through a member of a table of operations,
 * whatever functions that is set to anywhere near; else one that is there for other files: not static, or in a header, a
 * macro too. Memory management itself is left out: what it drops for others is described by the catalogue.
 */
export function calleeResolver(
  files: readonly SourceFile[],
  apiByName: ReadonlyMap<string, Api>,
  aliases: AliasResolver,
): CalleeResolver {
  const shared = listShared(files, apiByName)
  const members = listMembers(files)
  const ownNamed = ({ path, facts }: SourceFile, name: string): readonly Defined[] | undefined =>
    functionsOf(facts)
      .get(name)
      ?.slice(0, armsMax)
      .map((one) => ({ path, facts: one }))
  const sharedNamed = (file: SourceFile, name: string): readonly Defined[] => {
    const found = nearest(file.path, shared.get(name) ?? [])
    return new Set(found.map(({ path }) => path)).size > homonymsMax ? [] : found.slice(0, armsMax)
  }
  const named = (file: SourceFile, name: string): readonly Defined[] => {
    const own = ownNamed(file, name)
    if (own !== undefined) return own
    const meanings = aliases(file, name, [])
    if (meanings.length === 0) return sharedNamed(file, name)
    // in one arm a header may rename what is a macro of its own in another
    const renamed = meanings.flatMap((meaning) => ownNamed(file, meaning.name) ?? sharedNamed(file, meaning.name))
    return [...new Map([...renamed, ...sharedNamed(file, name)].map((one) => [one.facts, one])).values()]
  }
  return (file, name) => {
    if (!name.startsWith('.')) return named(file, name).map((one) => ({ ...one, isSure: true }))
    const set = nearest(file.path, members.get(name.slice(1)) ?? [])
    const isSure = new Set(set.map(({ target }) => target)).size === 1
    const found = set.slice(0, targetsMax).flatMap((one) => named(one.file, one.target))
    // several tables may be set to one function
    return [...new Map(found.map((one) => [one.facts, one])).values()].map((one) => ({ ...one, isSure }))
  }
}

const functionsOf = rememberBy(({ functions }: SourceFile['facts']) => groupBy(functions, ({ name }) => name))

/** Where memory management itself stands. */
const isCore = /^(?:mm|lib)\//

/** Functions that other files can call. */
export function isShared({ path }: SourceFile, facts: FunctionFacts, apiByName: ReadonlyMap<string, Api>): boolean {
  if (isCore.test(path) || isRow(apiByName.get(facts.name))) return false
  return path.endsWith('.h') || (!facts.static && facts.kind === 'function')
}

function listShared(
  files: readonly SourceFile[],
  apiByName: ReadonlyMap<string, Api>,
): ReadonlyMap<string, readonly Defined[]> {
  const defined = files.flatMap((file) =>
    file.facts.functions
      .filter((facts) => isShared(file, facts, apiByName))
      .map((facts): Defined => ({ path: file.path, facts })),
  )
  return groupBy(defined, ({ facts }) => facts.name)
}

/** What members of tables of operations are set to, wherever that is done. */
function listMembers(files: readonly SourceFile[]): ReadonlyMap<string, readonly SetMember[]> {
  const members = new Map<string, SetMember[]>()
  for (const file of files) {
    for (const { as, target, isMember = false } of file.facts.callbacks) {
      if (!isMember) continue
      const known = members.get(as)
      if (known === undefined) members.set(as, [{ path: file.path, file, target }])
      else known.push({ path: file.path, file, target })
    }
  }
  return members
}
