import type { TrendOwner } from '#app/_trend/trend-point.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

/** An owner of a tree, as charts ask for its numbers. */
export interface TrendScope {
  readonly treeId: number
  readonly owner: TrendOwner
}

/** Which rows of a table with `subsystem_id` are the owner's; one look-up of an id, by which the index of the table is used. */
export function subsystemCondition({ treeId }: TrendScope, slug: string): Prisma.Sql {
  return Prisma.sql`subsystem_id = (select id from subsystem where tree_id = ${treeId} and slug = ${slug})`
}

export function personCondition(email: string): Prisma.Sql {
  return Prisma.sql`person_id = (select id from person where email = ${email})`
}
