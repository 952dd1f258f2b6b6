import type { Transaction } from '#prisma/client.ts'
import { checkColumns, type ListedCheck } from './check-columns.ts'

/** The newest check of what was pushed to a branch that came to an end; `null`: there is none. A pull request is not its branch's state. */
export async function getBranchCheck(
  database: Transaction,
  treeId: number,
  branch: string,
): Promise<ListedCheck | null> {
  const [check] = await database.$queryRaw<ListedCheck[]>`
    select ${checkColumns} from gate_check
    where tree_id = ${treeId}::int and branch = ${branch} and pull_request is null and state in ('done', 'failed')
    order by id desc limit 1`
  return check ?? null
}
