import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

export interface Delivery {
  readonly id: number
  readonly kind: string
  readonly treeName: string | null
  /** Of a mail; `null` where nobody has tried yet, or it is for a webhook. */
  readonly to: string | null
  readonly state: 'waiting' | 'sent' | 'dropped' | 'failed'
  readonly createdAt: Date
  /** Of what waits: when to try next. */
  readonly dueAt: Date
  readonly tries: number
  /** Of the last try. */
  readonly status: number | null
  readonly answer: string | null
}

const deliveriesMax = 100

/** What was told or is to be, the newest first: to one webhook, or (`null`) by mail. What ended is kept for a month. */
export const listDeliveries = (database: Transaction, webhookId: number | null): Promise<readonly Delivery[]> =>
  database.$queryRaw<Delivery[]>`
    with told as (
      select * from outbox
      where ${webhookId === null ? Prisma.sql`channel = 'mail'` : Prisma.sql`webhook_id = ${webhookId}::int`}
      order by id desc limit ${deliveriesMax}
    )
    select told.id, told.kind, tree.name as "treeName", told.state, told.created_at as "createdAt", told.due_at as "dueAt",
      coalesce(told.message ->> 'to', participant.email) as "to",
      (select count(*)::int from delivery_attempt where outbox_id = told.id) as tries,
      last.status, coalesce(last.answer, told.data ->> 'why') as answer
    from told
    left join tree on tree.id = told.tree_id
    left join participant on participant.id = told.participant_id
    left join lateral (
      select status, answer from delivery_attempt where outbox_id = told.id order by id desc limit 1
    ) last on true
    order by told.id desc`
