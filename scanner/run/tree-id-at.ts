import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { parseTree } from '#scanner/git/parse-tree.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { keepLatest, type Latest } from './keep-latest.ts'

type Directories = ReadonlyMap<string, string>

/** Directories by the ids of those that they lie in: of two commits nearly all are the same. */
const listings = rememberBy<ObjectReader, Latest<string, Promise<Directories | null>>>(() => keepLatest(listedMax))
const listedMax = 4096

/** The id of a directory of a tree, `''` being its top; `null` if there is none, or none that a partial clone has. */
export async function treeIdAt(objects: ObjectReader, tree: string, directory: string): Promise<string | null> {
  let oid = tree
  for (const name of directory === '' ? [] : directory.split('/')) {
    const above = oid
    const below = await listings(objects).get(above, () => listDirectories(objects, above))
    const next = below?.get(name)
    if (next === undefined) return null
    oid = next
  }
  return oid
}

async function listDirectories(objects: ObjectReader, tree: string): Promise<Directories | null> {
  const object = await objects.read(tree)
  if (object?.type !== 'tree') return null
  const entries = parseTree(object.content, tree.length / 2)
  return new Map(entries.flatMap(({ name, kind, oid }) => (kind === 'directory' ? [[name, oid] as const] : [])))
}
