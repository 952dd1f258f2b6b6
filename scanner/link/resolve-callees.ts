import type { Api } from '#scanner/model/api.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { nearest } from './nearest.ts'
import type { Outline, OutlinedFile, OutlinedFunction, SetMember } from './outline.ts'
import { type AliasResolver, isRow } from './resolve-aliases.ts'

/** A function that a call may be of. */
export interface Callee {
  /** File that defines it. */
  readonly path: string
  /** Into the functions of that file. */
  readonly index: number
  /** No other function is known that the call may mean instead. */
  readonly isSure: boolean
}

export type CalleeResolver = (file: OutlinedFile, name: string) => readonly Callee[]

/** Files with a function of one name, beyond this they do not say which one is meant. */
const homonymsMax = 2
/** Arms of a conditional define a function of a file as often, hardly more. */
const armsMax = 8
/** Functions that one member of tables of operations is set to. */
const targetsMax = 16

interface Defined {
  readonly path: string
  readonly index: number
}

interface PlacedMember extends SetMember {
  readonly path: string
  readonly file: OutlinedFile
}

/**
 * Functions by the names they are called by: one of the own file; through a renaming macro; through a member of a table of operations,
 * whatever functions that is set to anywhere near; else one that is there for other files: not static, or in a header, a
 * macro too. Memory management itself is left out: what it drops for others is described by the catalogue.
 */
export function calleeResolver(
  files: readonly OutlinedFile[],
  apiByName: ReadonlyMap<string, Api>,
  aliases: AliasResolver,
): CalleeResolver {
  const shared = listShared(files, apiByName)
  const members = listMembers(files)
  const ownNamed = ({ path, outline }: OutlinedFile, name: string): readonly Defined[] | undefined =>
    functionsOf(outline)
      .get(name)
      ?.slice(0, armsMax)
      .map((index) => ({ path, index }))
  const sharedNamed = (file: OutlinedFile, name: string): readonly Defined[] => {
    const found = nearest(file.path, shared.get(name) ?? [])
    return new Set(found.map(({ path }) => path)).size > homonymsMax ? [] : found.slice(0, armsMax)
  }
  const named = (file: OutlinedFile, name: string): readonly Defined[] => {
    const own = ownNamed(file, name)
    if (own !== undefined) return own
    const meanings = aliases({ path: file.path, aliases: file.outline.aliases }, name, [])
    if (meanings.length === 0) return sharedNamed(file, name)
    // in one arm a header may rename what is a macro of its own in another
    const renamed = meanings.flatMap((meaning) => ownNamed(file, meaning.name) ?? sharedNamed(file, meaning.name))
    return onlyOnce([...renamed, ...sharedNamed(file, name)])
  }
  return (file, name) => {
    if (!name.startsWith('.')) return named(file, name).map((one) => ({ ...one, isSure: true }))
    const set = nearest(file.path, members.get(name.slice(1)) ?? [])
    const isSure = new Set(set.map(({ target }) => target)).size === 1
    const found = set.slice(0, targetsMax).flatMap((one) => named(one.file, one.target))
    // several tables may be set to one function
    return onlyOnce(found).map((one) => ({ ...one, isSure }))
  }
}

function onlyOnce(found: readonly Defined[]): readonly Defined[] {
  return [...new Map(found.map((one) => [`${one.index} ${one.path}`, one])).values()]
}

const functionsOf = rememberBy(({ functions }: Outline) =>
  groupBy([...functions.keys()], (index) => functions[index]?.name ?? ''),
)

/** Where memory management itself stands. */
export const isCore = /^(?:mm|lib)\//

/** Functions that other files can call. */
export function isShared(
  { path }: Pick<OutlinedFile, 'path'>,
  { name, kind, static: own }: OutlinedFunction,
  apiByName: ReadonlyMap<string, Api>,
): boolean {
  if (isCore.test(path) || isRow(apiByName.get(name))) return false
  return path.endsWith('.h') || (!own && kind === 'function')
}

function listShared(
  files: readonly OutlinedFile[],
  apiByName: ReadonlyMap<string, Api>,
): ReadonlyMap<string, readonly Defined[]> {
  const shared = new Map<string, Defined[]>()
  for (const file of files) {
    const { path, outline } = file
    for (const [index, one] of outline.functions.entries()) {
      if (!isShared(file, one, apiByName)) continue
      const known = shared.get(one.name)
      if (known === undefined) shared.set(one.name, [{ path, index }])
      else known.push({ path, index })
    }
  }
  return shared
}

/** What members of tables of operations are set to, wherever that is done. */
function listMembers(files: readonly OutlinedFile[]): ReadonlyMap<string, readonly PlacedMember[]> {
  const members = new Map<string, PlacedMember[]>()
  for (const file of files) {
    for (const set of file.outline.members) {
      const placed = { ...set, path: file.path, file }
      const known = members.get(set.as)
      if (known === undefined) members.set(set.as, [placed])
      else known.push(placed)
    }
  }
  return members
}
