import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { parseTree, type TreeEntry } from '#scanner/git/parse-tree.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { keepAnswers, type Latest } from './keep-latest.ts'

type Entries = ReadonlyMap<string, TreeEntry>

/** What lies in directories by the ids of these: of two commits nearly all are the same. */
const listings = rememberBy<ObjectReader, Latest<string, Promise<Entries | null>>>(() => keepAnswers(listedMax))
const listedMax = 2048

/** The id of a directory of a tree, `''` being its top; `null` if there is none, or none that a partial clone has. */
export async function treeIdAt(objects: ObjectReader, tree: string, directory: string): Promise<string | null> {
  let oid = tree
  for (const name of directory === '' ? [] : directory.split('/')) {
    const next = (await listEntries(objects, oid))?.get(name)
    if (next?.kind !== 'directory') return null
    oid = next.oid
  }
  return oid
}

/** The id of a plain file in a directory of a tree; `null` as above. */
export async function blobIdAt(
  objects: ObjectReader,
  tree: string,
  { directory, name }: { readonly directory: string; readonly name: string },
): Promise<string | null> {
  const inside = await treeIdAt(objects, tree, directory)
  const entry = inside === null ? undefined : (await listEntries(objects, inside))?.get(name)
  return entry?.kind === 'file' ? entry.oid : null
}

function listEntries(objects: ObjectReader, tree: string): Promise<Entries | null> {
  return listings(objects).get(tree, async () => {
    const object = await objects.read(tree)
    if (object?.type !== 'tree') return null
    return new Map(parseTree(object.content, tree.length / 2).map((entry) => [entry.name, entry]))
  })
}
