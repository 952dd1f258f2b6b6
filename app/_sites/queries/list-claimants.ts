import type { Transaction } from '#prisma/client.ts'

/** Names of whoever has an open claim of an acquire, by its key, each once; of acquires that nobody works on there is none. */
export async function listClaimants(
  database: Transaction,
  treeId: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await database.$queryRaw<{ key: string; names: string[] }[]>`
    select site.key, array_agg(distinct person.name order by person.name) as names
    from claim
    join site on site.id = claim.site_id
    join participant person on person.id = claim.person_id
    where claim.tree_id = ${treeId}::int and claim.ended_at is null and site.key = any(${[...keys]}::text[])
    group by site.key`
  return new Map(rows.map(({ key, names }) => [key, names]))
}
