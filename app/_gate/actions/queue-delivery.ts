import type { Asked } from '#app/_gate/asked-check.ts'
import type { Database, Transaction } from '#prisma/client.ts'

export interface Delivery {
  /** As GitHub numbers it; the same again when somebody lets it be sent anew. */
  readonly id: string
  readonly signature: string
  readonly event: string
}

export type QueuedDelivery =
  | { readonly kind: 'queued'; readonly checkId: number }
  /** It came before, whatever became of it then; or asks for what was asked for. */
  | { readonly kind: 'known'; readonly checkId: number | null }
  /** The repository is that of no tree. */
  | { readonly kind: 'no-tree' }
  | { readonly kind: 'no-check' }

/** Deliveries that are older are not sent anew by GitHub any more. */
const keptDays = 90

/**
 * Puts what a delivery asks for into the queue, and remembers the delivery, in one transaction: it is done once or not at all. A delivery is
 * told by its id, which nobody signs, and by its signature; what it asks for by what it is, so that the same push is one check however it
 * came. Nothing is remembered of a repository that no tree is set to, so that it can be sent anew when one is.
 */
export async function queueDelivery(
  database: Database,
  delivery: Delivery,
  asked: Extract<Asked, { readonly kind: 'check' | 'again' }>,
): Promise<QueuedDelivery> {
  return database.$transaction(async (tx) => {
    const [tree] = await tx.$queryRaw<{ readonly id: number }[]>`
      select id from tree where github_repository = lower(${asked.repository})`
    if (tree === undefined) return { kind: 'no-tree' }
    if (!(await remember(tx, delivery))) return { kind: 'known', checkId: null }
    return asked.kind === 'check' ? queueCheck(tx, tree.id, asked) : queueAgain(tx, tree.id, asked.checkId)
  })
}

/** False if it came before. */
async function remember(tx: Transaction, { id, signature, event }: Delivery): Promise<boolean> {
  await tx.$executeRaw`delete from github_delivery where came_at < now() - make_interval(days => ${keptDays})`
  const added = await tx.$executeRaw`
    insert into github_delivery (id, signature, event) values (${id}, ${signature}, ${event}) on conflict do nothing`
  return added === 1
}

async function queueCheck(
  tx: Transaction,
  treeId: number,
  { repository, check }: Extract<Asked, { readonly kind: 'check' }>,
): Promise<QueuedDelivery> {
  const { origin, branch, pullRequest, baseRevision, baseBranch, headCommit } = check
  const [row] = await tx.$queryRaw<{ readonly id: number; readonly isNew: boolean }[]>`
    insert into gate_check
      (tree_id, origin, state, repository, branch, pull_request, base_revision, base_branch, head_commit)
    values (${treeId}, ${origin}, 'queued', lower(${repository}), ${branch}, ${pullRequest}, ${baseRevision}, ${baseBranch},
      ${headCommit})
    on conflict (tree_id, origin, branch, coalesce(pull_request, 0), base_revision, head_commit)
    do update set base_branch = excluded.base_branch
    -- no transaction has replaced a row that is new
    returning id, (xmax = 0) as "isNew"`
  if (row === undefined) throw new Error('a check that was written has no row')
  return row.isNew ? { kind: 'queued', checkId: row.id } : { kind: 'known', checkId: row.id }
}

async function queueAgain(tx: Transaction, treeId: number, checkId: number): Promise<QueuedDelivery> {
  const changed = await tx.$executeRaw`
    update gate_check
    set state = 'queued', round = round + 1, tries = 0, lease_until = null, error = null, report = null, verdict = null,
      errors = 0, warnings = 0, notes = 0, improved = 0, started_at = null, finished_at = null
    where id = ${checkId} and tree_id = ${treeId} and state in ('done', 'failed')`
  if (changed === 1) return { kind: 'queued', checkId }
  // it is on its way already
  const there = await tx.gateCheck.count({ where: { id: checkId, treeId } })
  return there === 1 ? { kind: 'known', checkId } : { kind: 'no-check' }
}
