import { recordAudit } from '#app/_people/actions/record-audit.ts'
import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { forbidden, notFound, wrongRequest } from '#app/_people/refusal.ts'
import type { FollowWish, NewTree, TreeNames } from '#app/_scans/tree-forms.ts'
import { changeTree } from '#prisma/change-tree.ts'
import type { Transaction } from '#prisma/client.ts'
import { isFreeSlug } from '#prisma/is-free-slug.ts'
import { removeTree } from '#prisma/remove-tree.ts'
import { type RequestedScan, type ScanRequest, writeScanRequest } from '#prisma/request-scan.ts'
import { requirePublicSource } from './require-public-source.ts'

/** What a form says, or a request of the API. */
type WantedScan = NewTree & Pick<ScanRequest, 'since' | 'every'>

/** Asks for a scan of a tree, which is added if it is new; and to look for what is new, where that is wished. Throws `Refusal` and `ScanRequestError`. */
export async function addTreeAs(tx: Transaction, origin: Origin, wanted: WantedScan): Promise<RequestedScan> {
  requireAdmin(origin)
  await requirePublicSource(wanted.source)
  const { source, name, revisions = [], tags = [], since = null, every = null, minutes } = wanted
  const wish = { source, revisions, tags, since, every }
  const asked = await writeScanRequest(tx, { ...wish, ...(name === undefined ? {} : { name }) })
  if (minutes !== undefined)
    await changeTree(tx, asked.treeId, { followMinutes: minutes, followRevisions: revisions, followTags: tags })
  if (!asked.joined)
    await recordAudit(tx, origin, {
      action: 'scan.asked-for',
      treeId: asked.treeId,
      subject: `scan ${asked.scanId}`,
      after: { source, revisions, tags, ...(minutes === undefined ? {} : { minutes }) },
    })
  return asked
}

/** Changes what people call a tree, or its address; links with the old one lead to it. Throws `Refusal`. */
export async function renameTreeAs(
  tx: Transaction,
  origin: Origin,
  slug: string,
  { name, slug: next }: TreeNames,
): Promise<void> {
  requireAdmin(origin)
  const tree = await openTreeRow(tx, slug)
  if (next !== tree.slug && !(await isFreeSlug(tx, next)))
    throw wrongRequest(
      `The address ${JSON.stringify(next)} is taken, reserved or no part of one: letters a to z, digits and single dashes.`,
    )
  if (name === tree.name && next === tree.slug) return
  await changeTree(tx, tree.id, { name, slug: next })
  await recordAudit(tx, origin, {
    action: 'tree.renamed',
    treeId: tree.id,
    subject: `tree ${tree.slug}`,
    before: { name: tree.name, slug: tree.slug },
    after: { name, slug: next },
  })
}

/** Changes what of a tree is looked for, and how often; without minutes nobody looks. Throws `Refusal`. */
export async function followTreeAs(tx: Transaction, origin: Origin, slug: string, wish: FollowWish): Promise<void> {
  requireAdmin(origin)
  const { id, followMinutes, followRevisions, followTags } = await openTreeRow(tx, slug)
  const { minutes = null, revisions = [], tags = [] } = wish
  await changeTree(tx, id, { followMinutes: minutes, followRevisions: revisions, followTags: tags })
  await recordAudit(tx, origin, {
    action: 'tree.follow-changed',
    treeId: id,
    subject: `tree ${slug}`,
    before: { minutes: followMinutes, revisions: followRevisions, tags: followTags },
    after: { minutes, revisions: [...revisions], tags: [...tags] },
  })
}

/** Changes where pages lead to read sources of a tree: a setting of `parseSourceUrl`, or `null`. Throws `Refusal`. */
export async function setSourceUrlAs(
  tx: Transaction,
  origin: Origin,
  slug: string,
  sourceUrl: string | null,
): Promise<void> {
  requireAdmin(origin)
  const tree = await openTreeRow(tx, slug)
  if (sourceUrl === tree.sourceUrl) return
  await changeTree(tx, tree.id, { sourceUrl })
  await recordAudit(tx, origin, {
    action: 'tree.source-url-changed',
    treeId: tree.id,
    subject: `tree ${slug}`,
    before: { sourceUrl: tree.sourceUrl },
    after: { sourceUrl },
  })
}

/** Removes a tree with everything of it; its name is typed first. The audit of it stays. Throws `Refusal`. */
export async function removeTreeAs(
  tx: Transaction,
  origin: Origin,
  slug: string,
  typed: string,
): Promise<{ readonly slug: string; readonly source: string }> {
  requireAdmin(origin)
  const tree = await openTreeRow(tx, slug)
  if (typed !== tree.slug) throw wrongRequest(`Type ${tree.slug} to remove it. Nothing was removed.`)
  const { name, source } = tree
  await removeTree(tx, tree.id)
  await recordAudit(tx, origin, {
    action: 'tree.removed',
    treeId: tree.id,
    subject: `tree ${tree.slug}`,
    before: { name, slug: tree.slug, source },
  })
  return { slug: tree.slug, source }
}

function requireAdmin({ actor }: Origin): void {
  if (!may(actor.role, 'manage trees')) throw forbidden('Only an admin may.')
}

async function openTreeRow(tx: Transaction, slug: string) {
  const tree = await tx.tree.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      source: true,
      followMinutes: true,
      followRevisions: true,
      followTags: true,
      sourceUrl: true,
    },
  })
  if (tree === null) throw notFound('There is no such tree.')
  return tree
}
