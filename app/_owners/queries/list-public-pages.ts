import { overviewPath, sitesPath, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'

/** A sitemap may have so many. */
const pagesMax = 50_000

/** Pages that search engines may know, with when they last changed: of people's own pages none. */
export async function listPublicPages(
  database: Transaction,
): Promise<readonly { readonly path: string; readonly changed: Date }[]> {
  const trees = await database.$queryRaw<{ slug: string; changed: Date }[]>`
    select tree.slug, max(revision.published_at) as changed
    from tree join revision on revision.tree_id = tree.id
    group by tree.id order by tree.id`
  const sections = await database.$queryRaw<{ tree: string; slug: string; changed: Date }[]>`
    select tree.slug as tree, subsystem.slug, max(revision.published_at) as changed
    from tree
    join subsystem on subsystem.tree_id = tree.id and subsystem.title <> ${theRest}
    join revision on revision.tree_id = tree.id
    group by tree.id, subsystem.id order by tree.id, subsystem.id
    limit ${pagesMax}`
  return [
    ...trees.flatMap(({ slug, changed }) =>
      [overviewPath, sitesPath, subsystemsPath].map((path) => ({ path: path(slug, { rev: null }), changed })),
    ),
    ...sections.map(({ tree, slug, changed }) => ({ path: subsystemPath(tree, { rev: null }, slug), changed })),
  ].slice(0, pagesMax)
}
