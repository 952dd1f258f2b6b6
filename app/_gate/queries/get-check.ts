import type { Transaction } from '#prisma/client.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import { checkColumns, type ListedCheck } from './check-columns.ts'

export interface CheckDetails extends ListedCheck {
  /** `null` until it is made, and where it cannot be. */
  readonly report: CheckDocument | null
}

/** A check of a tree; `null`: the tree has no such one. */
export async function getCheck(database: Transaction, treeId: number, id: number): Promise<CheckDetails | null> {
  const [check] = await database.$queryRaw<CheckDetails[]>`
    select ${checkColumns}, report from gate_check where tree_id = ${treeId}::int and id = ${id}::int`
  return check ?? null
}
