import type { Transaction } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface LineRevision {
  readonly commit: string
  readonly ordinal: number
}

export interface Line {
  readonly id: number
  /** Commit of the revision on another line that its first one descends from. */
  readonly forkedFrom: string | null
  /** By ordinal, oldest first; never empty. */
  readonly revisions: readonly LineRevision[]
}

/** The published revisions of a tree by line, the oldest line first. */
export function listLines(db: Transaction, treeId: number): Promise<readonly Line[]> {
  return withDatabaseErrors('listing revisions', async () => {
    const rows = await db.$queryRaw<(LineRevision & { lineId: number; forkedFrom: string | null })[]>`
      select revision.line_id as "lineId", revision.commit, revision.ordinal, base.commit as "forkedFrom"
      from revision join line on line.id = revision.line_id left join revision base on base.id = line.forked_from_id
      where revision.tree_id = ${treeId}
      order by revision.line_id, revision.ordinal`
    const lines = new Map<number, { id: number; forkedFrom: string | null; revisions: LineRevision[] }>()
    for (const { lineId, forkedFrom, commit, ordinal } of rows) {
      const line = lines.get(lineId)
      if (line === undefined) lines.set(lineId, { id: lineId, forkedFrom, revisions: [{ commit, ordinal }] })
      else line.revisions.push({ commit, ordinal })
    }
    return [...lines.values()]
  })
}

/** Whether the same commits stand on the same lines in the same order; ordinals may differ. */
export function isSameLines(now: readonly Line[], then: readonly Line[]): boolean {
  const flat = (lines: readonly Line[]) =>
    JSON.stringify(lines.map(({ id, revisions }) => [id, revisions.map(({ commit }) => commit)]))
  return flat(now) === flat(then)
}
