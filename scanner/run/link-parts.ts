import { linkTree } from '#scanner/link/link-tree.ts'
import type { FilePart } from '#scanner/link/part-files.ts'
import { traceParts } from '#scanner/link/trace-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { LinkedPart, LinkedTree } from '#scanner/model/linked.ts'
import type { LinkSources, OutlinedTree } from './outlined-tree.ts'
import type { KeyedFile } from './part-keys.ts'

/** Parts of a tree that were linked. */
export interface LinkedParts {
  /** Its files, sites and pairs are those of these parts alone. */
  readonly tree: LinkedTree
  readonly linkedOf: ReadonlyMap<FilePart<KeyedFile>, LinkedPart>
}

/** Links parts of a tree as linking all of it would: none depends on another one. Facts of other files are not even read. */
export async function linkParts(
  { files, parted }: OutlinedTree,
  parts: readonly FilePart<KeyedFile>[],
  { facts, kernel }: Pick<LinkSources, 'facts' | 'kernel'>,
): Promise<LinkedParts> {
  const wanted = new Set(parts.flatMap((part) => part.files))
  const sources = await facts.sources(
    files.filter((file) => wanted.has(file)),
    kernel,
  )
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const sourceOf = ({ path }: KeyedFile) => {
    const source = byPath.get(path)
    if (source === undefined) throw new RangeError(`${path} is in none of these parts`)
    return source
  }
  const traced = traceParts(parts, parted, sourceOf, apiByName)
  const tree = linkTree(sources, apiByName, { survey: parted.survey, parts: traced })
  const linkedOf = new Map(
    parts.flatMap((part, index) => {
      const linked = tree.parts[index]?.part
      return linked === undefined ? [] : [[part, linked] as const]
    }),
  )
  return { tree, linkedOf }
}
