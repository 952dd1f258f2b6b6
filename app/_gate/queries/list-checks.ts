import type { Transaction } from '#prisma/client.ts'
import { checkColumns, type ListedCheck } from './check-columns.ts'

export interface CheckConditions {
  readonly branch?: string | null
  /** Only older ones. */
  readonly before?: number | null
  readonly limit?: number
}

export interface CheckPage {
  readonly checks: readonly ListedCheck[]
  /** To ask for older ones with; `null` at the end. */
  readonly next: number | null
}

/** Checks of a tree from the newest on. */
export async function listChecks(
  database: Transaction,
  treeId: number,
  { branch = null, before = null, limit = 50 }: CheckConditions = {},
): Promise<CheckPage> {
  const rows = await database.$queryRaw<ListedCheck[]>`
    select ${checkColumns} from gate_check
    where tree_id = ${treeId}::int and (${branch}::text is null or branch = ${branch})
      and (${before}::int is null or id < ${before}::int)
    order by id desc limit ${limit + 1}`
  const checks = rows.slice(0, limit)
  return { checks, next: rows.length > limit ? (checks.at(-1)?.id ?? null) : null }
}

/** How many there are of a tree, or of one branch. */
export async function countChecks(database: Transaction, treeId: number, branch: string | null): Promise<number> {
  return database.gateCheck.count({ where: { treeId, ...(branch === null ? {} : { branch }) } })
}
