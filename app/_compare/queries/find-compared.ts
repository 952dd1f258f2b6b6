import { parseCompared } from '#app/_compare/compare-query.ts'
import type { Transaction } from '#prisma/client.ts'
import { type OpenedRevision, openCompared } from './open-compared.ts'

type Found = Extract<OpenedRevision, { readonly kind: 'found' }>

export type FoundSides =
  | { readonly kind: 'found'; readonly from: Found; readonly to: Found }
  | { readonly kind: 'missing'; readonly message: string }

/**
 * Both sides of a comparison, each `tree@label`, a tree for its newest revision, or a label or commit alone: that is looked for in the tree
 * that the other side names, else in the first tree that has both, by name.
 */
export async function findCompared(database: Transaction, from: string, to: string): Promise<FoundSides> {
  const named = [await nameTree(database, from), await nameTree(database, to)]
  const slugs = named.flatMap((slug) => (slug === null ? [] : [slug]))
  const candidates = slugs.length > 0 ? slugs : await listSlugsWith(database, [from, to])
  const opened: OpenedRevision[] = []
  for (const [index, text] of [from, to].entries())
    opened.push(await open(named[index] === null ? `${candidates[0] ?? ''}@${text}` : text))
  const [one, other] = opened
  if (one?.kind === 'found' && other?.kind === 'found') return { kind: 'found', from: one, to: other }
  const missing = opened.find((side) => side.kind === 'missing')
  const message = candidates.length === 0 ? `No tree has both ${JSON.stringify(from)} and ${JSON.stringify(to)}.` : null
  return { kind: 'missing', message: message ?? missing?.message ?? 'It takes two revisions.' }

  function open(text: string): Promise<OpenedRevision> {
    return openCompared(database, parseCompared(new URLSearchParams({ from: text }), 'from'))
  }
}

/** The tree that a side names itself; `null` for a label or commit alone. */
async function nameTree(database: Transaction, text: string): Promise<string | null> {
  const asked = parseCompared(new URLSearchParams({ from: text }), 'from')
  if (asked.kind !== 'named') return null
  const tree = await database.tree.findUnique({ where: { slug: asked.slug }, select: { slug: true } })
  return asked.rev !== null ? asked.slug : (tree?.slug ?? null)
}

/** Trees with a revision of each name, by label or commit. */
async function listSlugsWith(database: Transaction, names: readonly string[]): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ readonly slug: string }[]>`
    select tree.slug from tree
    where not exists (
      select from unnest(${[...new Set(names)]}::text[]) as asked (name)
      where not exists (
        select from revision
        where revision.tree_id = tree.id and (
          revision.label = asked.name
          or (asked.name ~ '^[0-9a-fA-F]{7,64}$' and starts_with(revision.commit, lower(asked.name)))
        )
      )
    )
    order by lower(tree.name), tree.id`
  return rows.map(({ slug }) => slug)
}
