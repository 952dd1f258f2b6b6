import type { Transaction } from '#prisma/client.ts'

export interface ListedWebhook {
  readonly id: number
  readonly url: string
  readonly events: readonly string[]
  readonly isActive: boolean
  readonly treeName: string
  /** By what became of them. */
  readonly sent: number
  readonly waiting: number
  readonly failed: number
}

/** Webhooks of all trees, with what is kept of their deliveries. */
export const listWebhooks = (database: Transaction): Promise<readonly ListedWebhook[]> =>
  database.$queryRaw<ListedWebhook[]>`
    select webhook.id, webhook.url, webhook.events, webhook.is_active as "isActive", tree.name as "treeName",
      count(*) filter (where outbox.state = 'sent')::int as sent,
      count(*) filter (where outbox.state = 'waiting')::int as waiting,
      count(*) filter (where outbox.state = 'failed')::int as failed
    from webhook join tree on tree.id = webhook.tree_id
    left join outbox on outbox.webhook_id = webhook.id
    group by webhook.id, tree.id order by tree.name, webhook.id`
