import { signWebhook } from '#prisma/telling/sign-webhook.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { endAttempt } from '#scanner/store/telling/end-outbox.ts'
import { prepareHook } from '#scanner/store/telling/prepare-hook.ts'
import { type TakenRow, takeOutbox } from '#scanner/store/telling/take-outbox.ts'
import { postWebhook } from './post-webhook.ts'

export interface WebhookSettings {
  /** Public address of the pages; `null`: messages name paths alone. */
  readonly publicUrl: string | null
  readonly privateHosts: readonly string[]
}

const postsAtOnce = 10

/** One round: posts what waits, side by side, as each may be another server. Resolves to how many were tried; rejects only for the database. */
export async function tellWebhooks(db: Store, settings: WebhookSettings): Promise<number> {
  const rows = await takeOutbox(db, 'webhook', postsAtOnce)
  await Promise.all(rows.map((row) => post(db, row, settings)))
  return rows.length
}

async function post(db: Store, row: TakenRow, settings: WebhookSettings): Promise<void> {
  const prepared = await prepareHook(db, row, settings)
  if (prepared === null) return
  const { id, url, body, secret } = prepared
  const headers = signWebhook({ id, body }, secret, new Date())
  await endAttempt(db, row, await postWebhook({ url, body, headers }, settings))
}
