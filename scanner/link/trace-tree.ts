import type { Api } from '#scanner/model/api.ts'
import type { Site, SourceFile, Survey } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { listSites } from './list-sites.ts'
import { type OutlinedFile, outlineOf } from './outline.ts'
import type { FilePart } from './part-files.ts'
import { isSamePart, type PartedTree, partTree } from './part-tree.ts'
import { type Joins, summarizeFunctions } from './summarize-functions.ts'
import { type TracedFunction, traceSites } from './trace-sites.ts'
import { type CalledIn, type CallsOf, listCalls, traceWrappers } from './trace-wrappers.ts'

/** The sites of a tree, and how functions reach them: what the rules for pairs begin with. */
export interface Trace {
  readonly survey: Survey
  readonly parts: readonly TracedPart[]
}

/** The sites of files that no other file reaches. The very same object as long as nothing has changed that it depends on. */
export interface TracedPart extends FilePart<SourceFile> {
  readonly apiByName: ReadonlyMap<string, Api>
  readonly sites: readonly Site[]
  readonly joins: Joins
  readonly callsOf: CallsOf
  readonly direct: readonly TracedFunction[]
  readonly reaching: readonly TracedFunction[]
}

/** Pure; linear in the facts. Of a tree that was traced before only what changed facts can reach is traced anew. */
export function traceTree(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): Trace {
  const outlined = files.map((source) => ({ ...source, source, outline: outlineOf(source.facts) }))
  const parted = partTree(outlined, apiByName)
  return { survey: parted.survey, parts: traceParts(parted.parts, parted, ({ source }) => source, apiByName) }
}

/**
 * Traces some parts of a tree, as if all were: a part is known by its files, by what their calls mean and by what the tree says to all.
 * `sourceOf` gives the facts of their files.
 */
export function traceParts<File extends OutlinedFile>(
  parts: readonly FilePart<File>[],
  tree: PartedTree<File>,
  sourceOf: (file: File) => SourceFile,
  apiByName: ReadonlyMap<string, Api>,
): readonly TracedPart[] {
  return parts.map(({ files, callees }) => {
    const part = { files: files.map(sourceOf), callees }
    return (
      recall(part, { tree, apiByName }) ?? tracePart(part, { tree, apiByName, called: calledIn(files, part, tree) })
    )
  })
}

/** What calls of a part mean, as facts: what they may be of lies in the part, too. */
function calledIn<File extends OutlinedFile>(
  outlined: readonly File[],
  { files }: FilePart<SourceFile>,
  { callees }: PartedTree<File>,
): CalledIn {
  const sources = new Map(files.map((file) => [file.path, file]))
  const outlines = new Map(outlined.map((file) => [file.path, file]))
  return (file, name) => {
    const outline = outlines.get(file.path)
    if (outline === undefined) return []
    return callees(outline, name).flatMap(({ path, index, isSure }) => {
      const facts = sources.get(path)?.facts.functions[index]
      return facts === undefined ? [] : [{ facts, isSure }]
    })
  }
}

interface World {
  readonly tree: Pick<PartedTree, 'survey' | 'aliases' | 'key'>
  readonly apiByName: ReadonlyMap<string, Api>
}

interface KnownPart {
  readonly part: TracedPart
  readonly worldKey: string
}

/** A tree is traced by itself and together with what was looked at again: each has its own parts. */
const knownMax = 4

/** The last parts by their first file, so that they are kept as long as facts are. */
const knownFrom = rememberBy<SourceFile, KnownPart[]>(() => [])

function recall({ files, callees }: FilePart<SourceFile>, { tree, apiByName }: World): TracedPart | null {
  const [first] = files
  if (first === undefined) return null
  const found = knownFrom(first).find(
    ({ part, worldKey }) =>
      worldKey === tree.key && part.apiByName === apiByName && isSamePart({ files, callees }, part),
  )
  return found?.part ?? null
}

function tracePart(
  part: FilePart<SourceFile>,
  { tree, apiByName, called }: World & { readonly called: CalledIn },
): TracedPart {
  const { files } = part
  const sites = listSites(files, apiByName, tree.survey, tree.aliases)
  const joins = summarizeFunctions(files, apiByName)
  const direct = traceSites(sites, joins)
  const callsOf = listCalls(files, apiByName, called)
  const reaching = traceWrappers(direct, { joins, callsOf })
  const traced = { ...part, apiByName, sites, joins, callsOf, direct, reaching }
  const [first] = files
  if (first !== undefined) {
    const known = knownFrom(first)
    known.unshift({ part: traced, worldKey: tree.key })
    known.length = Math.min(known.length, knownMax)
  }
  return traced
}
