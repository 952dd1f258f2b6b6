import type { Transaction } from '#prisma/client.ts'
import type { Chain } from './lay-out-lines.ts'

/** Writes which line of a tree is its trunk: the one with commits of the branch that HEAD names, else the longest, of equal ones the newer. */
export async function saveTrunk(tx: Transaction, treeId: number, chains: readonly Chain[]): Promise<void> {
  const commits = chains.find(({ isTrunk }) => isTrunk)?.commits ?? []
  await tx.$executeRaw`
    with measured as (
      select line_id as id
      from revision
      where tree_id = ${treeId}
      group by line_id
      order by bool_or(commit = any(${commits}::text[])) desc, count(*) desc, max(committed_at) desc, max(commit) desc
      limit 1
    )
    update line set is_trunk = (line.id = measured.id)
    from measured
    where line.tree_id = ${treeId} and line.is_trunk <> (line.id = measured.id)`
}
