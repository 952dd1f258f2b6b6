import type { Transaction } from '#prisma/client.ts'

/** Identities by key: those that the tree has, and new ones for the keys it has not. */
export async function saveSites(
  tx: Transaction,
  treeId: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  // `not exists` before `on conflict`: an insert that is ignored takes a number from the sequence all the same
  await tx.$executeRaw`
    insert into site (tree_id, key)
    select ${treeId}, wanted.key from unnest(${keys}::text[]) wanted (key)
    where not exists (select from site where site.tree_id = ${treeId} and site.key = wanted.key)
    on conflict (tree_id, key) do nothing`
  const rows = await tx.$queryRaw<{ id: number; key: string }[]>`
    select id, key from site where tree_id = ${treeId} and key = any(${keys}::text[])`
  return new Map(rows.map(({ id, key }) => [key, id]))
}
