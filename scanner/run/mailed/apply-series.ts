import { applyPatch } from '#scanner/git/apply-patch.ts'
import type { Refusal } from '#scanner/git/explain-refusal.ts'
import type { IndexEntries } from '#scanner/git/index-entry.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { readEntries } from '#scanner/git/read-entries.ts'
import { fillIndex, listIndex } from '#scanner/git/small-index.ts'
import type { MailedPatch } from './extract-series.ts'

export type Applied =
  /** The files that the series names: at first, and after each patch. */
  | { readonly state: 'applied'; readonly states: readonly IndexEntries[] }
  | { readonly state: 'refused'; readonly patch: MailedPatch; readonly refusals: readonly Refusal[] }

/** The files that a series names, as a tree has them. Two trees with the same take the series alike. */
export const namedFiles = (
  objects: ObjectReader,
  tree: string,
  patches: readonly MailedPatch[],
): Promise<IndexEntries> =>
  readEntries(
    objects,
    tree,
    patches.flatMap(({ files }) => files.flatMap(({ paths }) => paths)),
  )

/** Applies patches one after another to the index of a scratch repository that holds these files. Rejects with `GitError`. */
export async function applySeries(
  scratch: string,
  named: IndexEntries,
  patches: readonly MailedPatch[],
): Promise<Applied> {
  await fillIndex(scratch, named)
  const states: IndexEntries[] = [named]
  for (const patch of patches) {
    const refusals = await applyPatch(scratch, patch.extracted.patch)
    if (refusals !== null) return { state: 'refused', patch, refusals }
    states.push(await listIndex(scratch))
  }
  return { state: 'applied', states }
}
