import type { Api } from '#scanner/model/api.ts'
import type { Survey } from '#scanner/model/linked.ts'
import type { OutlinedFile } from './outline.ts'
import { type FilePart, partFiles } from './part-files.ts'
import { type AliasResolver, aliasResolver, headerAliases } from './resolve-aliases.ts'
import { type CalleeResolver, calleeResolver } from './resolve-callees.ts'
import { surveyTree } from './survey-tree.ts'

/** A tree in parts that do not reach each other, with what it says to all of its files. */
export interface PartedTree<File extends OutlinedFile = OutlinedFile> {
  readonly parts: readonly FilePart<File>[]
  readonly survey: Survey
  readonly aliases: AliasResolver
  readonly callees: CalleeResolver
  /** Equal where survey and renaming macros of headers say the same. */
  readonly key: string
}

/** Pure; linear in the outlines, which are all that it needs of files. */
export function partTree<File extends OutlinedFile>(
  files: readonly File[],
  apiByName: ReadonlyMap<string, Api>,
): PartedTree<File> {
  const survey = surveyTree(files)
  const aliased = files.map(({ path, outline }) => ({ path, aliases: outline.aliases }))
  const aliases = aliasResolver(aliased)
  const callees = calleeResolver(files, apiByName, aliases)
  // on which line a macro stands means nothing to others
  const macros = headerAliases(aliased).map(({ alias: { line: _line, ...alias }, path }) => ({ ...alias, path }))
  const world = [[...survey.declared], [...survey.signatures], macros]
  return { parts: partFiles(files, callees), survey, aliases, callees, key: JSON.stringify(world) }
}
