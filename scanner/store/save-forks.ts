import type { Transaction } from '#prisma/client.ts'
import type { Chain } from './lay-out-lines.ts'
import type { Steps } from './replace-steps.ts'

/** Writes which revision each line forks from. Resolves to the first revisions of lines that forked from another one before. */
export async function saveForks(tx: Transaction, treeId: number, chains: readonly Chain[]): Promise<Steps> {
  const firsts = chains.map(({ commits }) => commits[0] ?? '')
  const bases = chains.map(({ forkedFrom }) => forkedFrom)
  const rows = await tx.$queryRaw<{ id: number }[]>`
    with wanted as (
      select first.id, first.line_id, base.id as base_id
      from unnest(${firsts}::text[], ${bases}::text[]) chain (first, base)
      join revision first on first.tree_id = ${treeId} and first.commit = chain.first
      left join revision base on base.tree_id = ${treeId} and base.commit = chain.base
    )
    update line set forked_from_id = wanted.base_id
    from wanted
    where line.id = wanted.line_id and line.forked_from_id is distinct from wanted.base_id
    returning wanted.id`
  const ids = rows.map(({ id }) => id)
  return { steps: ids, changed: ids }
}
