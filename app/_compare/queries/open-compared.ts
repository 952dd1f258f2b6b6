import type { AskedRevision } from '#app/_compare/compare-query.ts'
import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { getTree, type TreeSummary } from '#app/_data/get-tree.ts'
import type { Transaction } from '#prisma/client.ts'

/** One side of a comparison. */
export type OpenedRevision =
  | { readonly kind: 'none' }
  /** `message` is a sentence that says what is not there. */
  | { readonly kind: 'missing'; readonly message: string }
  | {
      readonly kind: 'found'
      readonly tree: TreeSummary
      readonly revision: RevisionDetails
      /** As it was asked for. */
      readonly rev: string | null
    }

/** The revision that a side of a comparison names. */
export async function openCompared(database: Transaction, asked: AskedRevision): Promise<OpenedRevision> {
  switch (asked.kind) {
    case 'none':
      return { kind: 'none' }
    case 'nonsense':
      return { kind: 'missing', message: `${quote(asked.text)} is not of the form TREE@REVISION.` }
    case 'named': {
      const { slug, rev } = asked
      const tree = await getTree(database, slug)
      if (tree === null) return { kind: 'missing', message: `There is no tree ${quote(slug)}.` }
      const revision = await getRevision(database, tree.id, rev)
      if (revision !== null) return { kind: 'found', tree, revision, rev }
      return {
        kind: 'missing',
        message:
          rev === null
            ? `No revision of ${tree.name} is published yet.`
            : `No published revision of ${tree.name} is named ${quote(rev)}.`,
      }
    }
  }
}

/** Short enough for a sentence. */
const quote = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
