import { type KeptTree, listKeptTrees } from '#scanner/store/list-kept-trees.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { UsageError } from './usage-error.ts'

const namedMax = 20

/** The tree of a slug. Throws `UsageError` that names the trees there are. */
export async function findTree(db: Store, slug: string): Promise<KeptTree> {
  const [tree] = await listKeptTrees(db, slug)
  if (tree !== undefined) return tree
  const known = (await listKeptTrees(db)).map((other) => other.slug)
  throw new UsageError(
    `${JSON.stringify(slug)}: no such tree.${known.length === 0 ? '' : ` There are ${known.slice(0, namedMax).join(', ')}.`}`,
  )
}
