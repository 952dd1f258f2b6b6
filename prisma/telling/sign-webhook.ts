import { createHmac } from 'node:crypto'

/** How people see and type a secret. */
export const formatSecret = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`

/**
 * The headers that tell who posts a body, and when: HMAC-SHA256 over id, time and body, as the Standard Webhooks specification has them, so that its
 * libraries can check them. The time is signed too, so that nobody sends an old one again.
 */
export function signWebhook(
  { id, body }: { readonly id: string; readonly body: string },
  secret: Uint8Array,
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
