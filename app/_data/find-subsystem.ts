import type { Transaction } from '#prisma/client.ts'

/** A section of the tree by its title, in any case, or its slug; `null` if no revision has one with a site. */
export async function findSubsystem(
  database: Transaction,
  treeId: number,
  name: string,
): Promise<{ readonly title: string; readonly slug: string } | null> {
  const rows = await database.$queryRaw<{ readonly title: string; readonly slug: string }[]>`
    select title, slug from subsystem
    where tree_id = ${treeId} and (slug = ${name} or lower(title) = lower(${name}))
    order by title = ${name} desc, slug = ${name} desc, id
    limit 1`
  return rows[0] ?? null
}
