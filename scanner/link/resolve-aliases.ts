import type { Api } from '#scanner/model/api.ts'
import type { Arms } from '#scanner/model/arms.ts'
import { areExclusive } from '#scanner/model/arms.ts'
import type { Alias } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { nearest } from './nearest.ts'

/** What a renaming macro stands for, where one says so. */
export interface Meaning {
  readonly name: string
  /** Conditions of the macros that say so; none where several do. */
  readonly arms: Arms
}

/**
 * Names that a name stands for in a file: itself only where no macro of the file or of a header renames it. Variables and members that hold a
 * function count for the line of a call alone.
 */
export type AliasResolver = (file: AliasedFile, name: string, arms: Arms, line?: number) => readonly Meaning[]

/** A file by the renaming macros that stand in it. */
export interface AliasedFile {
  readonly path: string
  readonly aliases: readonly Alias[]
  /** Names of these that the file does not call itself. */
  readonly forOthers?: readonly string[]
}

/** Macros that name macros that name macros: longer chains are not followed. */
const depthMax = 4
/** Arms of a conditional name as many functions, hardly more. */
const meaningsMax = 8

/** A renaming macro of a header, where any file of the tree may see it. */
export interface PlacedAlias {
  readonly alias: Alias
  readonly path: string
}

/**
 * Renaming macros: those of the file itself, else those of the nearest header of the repository, since a file may include
 * any of these. Arms that are never compiled together with the call say nothing of it.
 */
export function aliasResolver(files: readonly AliasedFile[]): AliasResolver {
  const ofHeaders = groupBy(headerAliases(files), ({ alias }) => alias.name)
  const lookUp = (file: AliasedFile, name: string, line?: number): readonly Alias[] => {
    const own = file.aliases.filter((alias) => alias.name === name && holdsAt(alias, line))
    if (own.length > 0) return own
    return nearest(file.path, ofHeaders.get(name) ?? []).map(({ alias }) => alias)
  }
  const resolve = (file: AliasedFile, name: string, arms: Arms, depth: number, line?: number): readonly Meaning[] =>
    lookUp(file, name, line)
      .filter((alias) => !areExclusive(arms, alias.arms))
      .slice(0, meaningsMax)
      .flatMap((alias) => {
        const under = [...(alias.arms ?? [])]
        const further = depth < depthMax ? resolve(file, alias.to, [...arms, ...under], depth + 1) : []
        // a name on the way may be that of a function in another arm
        return [
          { name: alias.to, arms: under },
          ...further.map((meaning) => ({ name: meaning.name, arms: [...under, ...meaning.arms] })),
        ]
      })
  return (file, name, arms, line) => {
    const byName = new Map<string, Meaning>()
    for (const meaning of resolve(file, name, arms, 0, line)) {
      byName.set(meaning.name, byName.has(meaning.name) ? { name: meaning.name, arms: [] } : meaning)
    }
    return [...byName.values()]
  }
}

export function headerAliases(files: readonly AliasedFile[]): readonly PlacedAlias[] {
  return files.flatMap(({ path, aliases, forOthers = [] }) =>
    aliases.flatMap((alias) =>
      alias.holds === undefined && (path.endsWith('.h') || forOthers.includes(alias.name)) ? [{ alias, path }] : [],
    ),
  )
}

/** A macro counts wherever it is seen; a variable in its function, a member in its file. */
function holdsAt({ holds }: Alias, line: number | undefined): boolean {
  if (holds === undefined) return true
  return line !== undefined && (holds === 'file' || (holds[0] <= line && line <= holds[1]))
}

/** Whether direct calls of an API are rows. */
export function isRow(api: Api | undefined): api is Api {
  return api !== undefined && api.family !== 'subsystem'
}
