import * as z from 'zod/mini'
import type { Database } from '#prisma/client.ts'
import { findNewest } from '#prisma/telling/find-newest.ts'
import type { HookMessage } from '#scanner/model/telling/webhook.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'
import { dropRow, keepMessage } from './end-outbox.ts'
import type { TakenRow } from './take-outbox.ts'

const keptMessage = z.object({ id: z.string(), url: z.string(), body: z.string() })
const auditData = z.object({ entries: z.array(z.int()) })
const revisionData = z.object({ revision: z.int() })

export interface PreparedHook extends HookMessage {
  readonly secret: Uint8Array
}

/** More stand behind the address of the API that a message names. */
const itemsMax = 500

/** What is posted to a webhook; the same at each try, but for the address, which may have been mended. `null`: it was dropped. */
export async function prepareHook(
  db: Database,
  row: TakenRow,
  { publicUrl }: { readonly publicUrl: string | null },
): Promise<PreparedHook | null> {
  const hook = await withDatabaseErrors('looking for a webhook', () =>
    db.webhook.findUnique({
      where: { id: row.webhookId ?? 0 },
      select: { url: true, secret: true, isActive: true, tree: { select: { id: true, slug: true, name: true } } },
    }),
  )
  if (hook === null) return null
  if (!hook.isActive) {
    await dropRow(db, row, 'the webhook is switched off')
    return null
  }
  const { url, secret, tree } = hook
  const kept = keptMessage.safeParse(row.message)
  if (kept.success) return { ...kept.data, url, secret }
  const said = await withDatabaseErrors('composing a message', () => compose(db, row, tree.id))
  if (said === null) {
    await dropRow(db, row, 'what it tells of is gone')
    return null
  }
  const body = JSON.stringify({
    type: row.kind,
    timestamp: row.createdAt.toISOString(),
    data: { tree: { slug: tree.slug, name: tree.name, url: `${publicUrl ?? ''}/${tree.slug}` }, ...said },
  })
  const message = { id: `msg_${row.id}_${Math.floor(row.createdAt.getTime() / 1000)}`, url, body }
  await keepMessage(db, row.id, message)
  return { ...message, secret }
}

async function compose(db: Database, row: TakenRow, treeId: number): Promise<object | null> {
  const revision = revisionData.safeParse(row.data)
  if (revision.success) return describeRevision(db, revision.data.revision, treeId)
  const { entries } = auditData.parse(row.data)
  const acts = await db.$queryRaw<object[]>`
    select entry.id, entry.at, entry.action, actor.name as actor, site.key as site, span.path, span.function, entry.subject,
      entry.before - 'person' as before,
      -- people are numbers in the trail
      case when person.id is null then entry.after
        else entry.after || jsonb_build_object('person', coalesce(person.email, person.name)) end as after,
      entry.via
    from audit_entry entry
    left join participant actor on actor.id = entry.actor_id
    left join participant person on jsonb_typeof(entry.after -> 'person') = 'number' and person.id = (entry.after ->> 'person')::int
    left join site on site.id = entry.site_id
    left join lateral (
      select path, function from site_span where site_id = entry.site_id order by to_ordinal desc, from_ordinal desc limit 1
    ) span on true
    where entry.id = any(${entries.slice(0, itemsMax)}::int[])
    order by entry.id`
  return { total: entries.length, entries: acts }
}

async function describeRevision(db: Database, id: number, treeId: number): Promise<object | null> {
  const revision = await db.revision.findUnique({
    where: { id },
    select: { label: true, commit: true, subject: true, committedAt: true },
  })
  if (revision === null) return null
  const newest = await findNewest(db, treeId)
  const events = await db.$queryRaw<object[]>`
    select event.kind, site.key as site, span.path, span.function, span.api, span.role, span.status, event.commit, event.subject
    from event
    join site on site.id = event.site_id
    join lateral (
      select path, function, api, role, status from site_span where site_id = event.site_id
      order by to_ordinal desc, from_ordinal desc limit 1
    ) span on true
    where event.revision_id = ${id} order by event.id limit ${itemsMax}`
  return {
    revision: { ...revision, isNewest: newest?.id === id },
    total: await db.event.count({ where: { revisionId: id } }),
    events,
  }
}
