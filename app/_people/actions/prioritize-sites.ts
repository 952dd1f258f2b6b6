import { randomUUID } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import type { SiteChoice } from '#app/_people/claim.ts'
import { may } from '#app/_people/permissions.ts'
import type { NewPriority } from '#app/_people/priority.ts'
import { chooseToJudge } from '#app/_people/queries/choose-sites.ts'
import { getRole } from '#app/_people/queries/get-role.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { forbidden } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'

export interface PrioritizedSites {
  /** What the entries of the audit have in common. */
  readonly batch: string
  /** Those that had another one. */
  readonly sites: number
}

/**
 * Says how soon somebody should look at chosen sites of a tree, or at all that a filter finds, for whoever may decide for every one of them:
 * one statement, and an entry of the audit for each site that had another priority. Throws `Refusal`.
 */
export async function prioritizeSites(
  tx: Transaction,
  origin: Origin,
  slug: string,
  { priority, ...choice }: SiteChoice & NewPriority,
): Promise<PrioritizedSites> {
  const { tree, revision } = await openNewest(tx, slug)
  const siteIds = await chooseToJudge(tx, tree.id, revision, choice)
  if (!may(await getRole(tx, origin.actor, revision, siteIds), 'set priority'))
    throw forbidden('Only an admin, or a maintainer of a section of every one of these sites, may say how soon.')
  const { actor, via, address } = origin
  const batch = randomUUID()
  // whoever says so of one of them meanwhile is done before what was said is read, or comes after it
  await tx.$queryRaw`select id from site where id = any(${[...siteIds]}::int[]) order by id for no key update`
  const changed = await tx.$queryRaw<unknown[]>`
    with wanted as materialized (
      select wanted.site_id, said.level, said.made_by_id, said.made_at
      from unnest(${[...siteIds]}::int[]) wanted (site_id)
      left join site_priority said on said.site_id = wanted.site_id
      where coalesce(said.level, 'normal') <> ${priority}
    ),
    said as (
      insert into site_priority (site_id, tree_id, level, made_by_id, made_at)
      select site_id, ${tree.id}::int, ${priority}::text, ${actor.participantId}::int, now() from wanted
      on conflict (site_id) do update set
        level = excluded.level, made_by_id = excluded.made_by_id, made_at = excluded.made_at
    ),
    told as (
      insert into audit_entry (actor_id, action, tree_id, site_id, before, after, via, address, batch)
      select ${actor.participantId}::int, 'triage.prioritized', ${tree.id}::int, site_id,
        case when level is not null then
          jsonb_build_object('priority', level, 'madeById', made_by_id, 'madeAt', made_at) end,
        jsonb_build_object('priority', ${priority}::text), ${via}::text, ${address}::text, ${batch}::text
      from wanted order by site_id
    )
    select site_id from wanted`
  return { batch, sites: changed.length }
}
