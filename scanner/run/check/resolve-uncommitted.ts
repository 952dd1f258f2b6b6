import { openRepository, resolveCommit } from '#scanner/git/open-repository.ts'
import { openScratch } from '#scanner/git/open-scratch.ts'
import { stageTree, type Uncommitted } from '#scanner/git/stage-tree.ts'
import type { CheckedRange } from '#scanner/model/check.ts'

/** A range, and what to do when it has been checked. */
export interface OpenedRange {
  readonly range: CheckedRange
  close(): Promise<void>
}

/** The index or the work tree against HEAD, in a scratch repository. Rejects with `GitError`. */
export async function resolveUncommitted(directory: string, what: Uncommitted): Promise<OpenedRange> {
  const repository = await openRepository(directory)
  try {
    const head = await resolveCommit(repository, 'HEAD')
    const scratch = await openScratch(directory)
    try {
      const commit = await stageTree(directory, scratch, { what, parent: head.oid })
      const range: CheckedRange = {
        directory: scratch.directory,
        base: { revision: 'HEAD', commit: head.oid },
        head: { revision: what === 'staged' ? 'the index' : 'the work tree', commit },
        commits: [{ oid: commit, parents: [head.oid], subject: null }],
      }
      return { range, close: () => scratch.close() }
    } catch (error) {
      await scratch.close()
      throw error
    }
  } finally {
    repository.close()
  }
}
