import type { Api } from '#scanner/model/api.ts'
import type { Survey } from '#scanner/model/linked.ts'
import type { OutlinedFile } from './outline.ts'
import { type FilePart, partFiles } from './part-files.ts'
import { type AliasResolver, aliasResolver, headerAliases } from './resolve-aliases.ts'
import { type Callee, type CalleeResolver, calleeResolver } from './resolve-callees.ts'
import { surveyTree } from './survey-tree.ts'

/** A tree in parts that do not reach each other, with what it says to all of its files. */
export interface PartedTree<File extends OutlinedFile = OutlinedFile> {
  readonly parts: readonly FilePart<File>[]
  readonly survey: Survey
  readonly aliases: AliasResolver
  readonly callees: CalleeResolver
  /** What calls of each file may be of, in the order of files. */
  readonly calleesOf: ReadonlyMap<File, readonly Callee[]>
  /** Equal where survey and renaming macros of headers say the same. */
  readonly key: string
}

/**
 * Pure; linear in the outlines, which are all that it needs of files. Where another tree is given, what has not changed since is taken over from
 * it: what calls of the same file mean as long as no other file that they may be of has changed, and parts that are the same.
 */
export function partTree<File extends OutlinedFile>(
  files: readonly File[],
  apiByName: ReadonlyMap<string, Api>,
  other: PartedTree<File> | null = null,
): PartedTree<File> {
  const survey = surveyTree(files)
  const aliased = files.map(({ path, outline: { aliases, forOthers } }) => ({ path, aliases, forOthers }))
  const aliases = aliasResolver(aliased)
  const callees = calleeResolver(files, apiByName, aliases)
  // on which line a macro stands means nothing to others
  const macros = headerAliases(aliased).map(({ alias: { line: _line, ...alias }, path }) => ({ ...alias, path }))
  const key = JSON.stringify([[...survey.declared], [...survey.signatures], macros])
  const same = other?.key === key ? other : null
  const calleesOf = resolveAll(files, callees, same)
  return { parts: reuseParts(partFiles(files, calleesOf), same), survey, aliases, callees, calleesOf, key }
}

function resolveAll<File extends OutlinedFile>(
  files: readonly File[],
  callees: CalleeResolver,
  other: PartedTree<File> | null,
): ReadonlyMap<File, readonly Callee[]> {
  const changed = other === null ? null : changedNames(files, [...other.calleesOf.keys()])
  return new Map(
    files.map((file) => {
      const { outline } = file
      const known = outline.aliases.length > 0 ? undefined : other?.calleesOf.get(file)
      if (known !== undefined && changed !== null && !outline.callees.some((name) => changed.has(name)))
        return [file, known] as const
      return [file, outline.callees.flatMap((name) => callees(file, name))] as const
    }),
  )
}

/** Names that may mean something else than before: what files that changed define or set, and members and macros that lead to such names. */
function changedNames(files: readonly OutlinedFile[], before: readonly OutlinedFile[]): ReadonlySet<string> {
  const [now, then] = [new Set(files), new Set(before)]
  const differing = [...files.filter((file) => !then.has(file)), ...before.filter((file) => !now.has(file))]
  const names = new Set(
    differing.flatMap(({ outline: { functions, members, aliases } }) => [
      ...functions.map(({ name }) => name),
      ...members.map(({ as }) => `.${as}`),
      ...aliases.map(({ name }) => name),
    ]),
  )
  if (names.size === 0) return names
  for (let size = -1; size !== names.size; ) {
    size = names.size
    for (const { outline } of files) {
      for (const { as, target } of outline.members) if (names.has(target)) names.add(`.${as}`)
      for (const { name, to } of outline.aliases) if (names.has(to)) names.add(name)
    }
  }
  return names
}

/** The very same objects for the parts that another tree has, too. */
function reuseParts<File extends OutlinedFile>(
  parts: readonly FilePart<File>[],
  other: PartedTree<File> | null,
): readonly FilePart<File>[] {
  if (other === null) return parts
  const byFirst = new Map(other.parts.map((part) => [part.files[0], part]))
  return parts.map((part) => {
    const known = byFirst.get(part.files[0])
    return known !== undefined && isSamePart(part, known) ? known : part
  })
}

export function isSamePart<File>(one: FilePart<File>, other: FilePart<File>): boolean {
  return (
    one.files.length === other.files.length &&
    one.callees.length === other.callees.length &&
    one.files.every((file, index) => file === other.files[index]) &&
    one.callees.every((callee, index) => isSameCallee(callee, other.callees[index]))
  )
}

function isSameCallee(one: Callee, other: Callee | undefined): boolean {
  return one === other || (one.path === other?.path && one.index === other.index && one.isSure === other.isSure)
}
