import { z } from 'zod'
import { hookEvents } from '#scanner/model/telling/webhook.ts'
import { shortText } from './claim.ts'

/** A webhook as an admin asks for it. */
export const newWebhookSchema = z.strictObject({
  tree: z.string().regex(/^[a-z\d-]+$/, 'Choose a tree.'),
  url: shortText(1000).refine(
    isHookUrl,
    'It should be an address that starts with https:// or http://, without a password.',
  ),
  events: z.array(z.enum(hookEvents)).min(1, 'Choose something that it is told of.'),
})
export type NewWebhook = z.infer<typeof newWebhookSchema>

function isHookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  // it is shown to admins, and kept in logs
  return /^https?:$/.test(protocol) && username + password + hash === ''
}
