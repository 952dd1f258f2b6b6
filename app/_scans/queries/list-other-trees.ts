import type { Transaction } from '#prisma/client.ts'

/** What a page is about, which another tree may not have; `null` where every tree has such a page. */
export type PageSubject = { readonly kind: 'site' | 'subsystem'; readonly name: string } | null

export interface OtherTree {
  readonly slug: string
  readonly name: string
  /** Whether it has a revision that is asked for by the same label. */
  readonly hasRevision: boolean
  /** Whether it ever had what the page is about. */
  readonly hasSubject: boolean
}

/** Trees with published revisions besides one, by name. */
export async function listOtherTrees(
  database: Transaction,
  treeId: number,
  { rev, subject }: { readonly rev: string | null; readonly subject: PageSubject },
): Promise<readonly OtherTree[]> {
  return database.$queryRaw<OtherTree[]>`
    select slug, name,
      exists (select from revision where tree_id = tree.id and label = ${rev}) as "hasRevision",
      case ${subject?.kind ?? ''}
        when 'site' then exists (select from site where tree_id = tree.id and key = ${subject?.name ?? ''})
        when 'subsystem' then exists (
          select from subsystem where tree_id = tree.id and subsystem.slug = ${subject?.name ?? ''}
        )
        else true
      end as "hasSubject"
    from tree
    where id <> ${treeId} and exists (select from revision where tree_id = tree.id)
    order by lower(name), id
    limit 100`
}
