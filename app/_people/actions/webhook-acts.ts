'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import { newWebhookSchema } from '#app/_people/webhook.ts'
import { mailAdminPath, webhooksPath } from '#app/_web/routes.ts'
import { addWebhook, removeWebhook, switchWebhook } from './manage-webhooks.ts'
import { runPageAct } from './run-page-act.ts'
import { sendAgain } from './send-again.ts'
import { showAgain } from './show-again.ts'

/** A secret is shown in the answer to the form, once. */
export type WebhookState = ActState | { readonly made: string }

export async function addWebhookHere(_before: WebhookState, data: FormData): Promise<WebhookState> {
  const outcome = await runPageAct(data, (tx, origin) => {
    const parsed = newWebhookSchema.safeParse({
      tree: data.get('tree'),
      url: data.get('url'),
      events: data.getAll('event'),
    })
    if (!parsed.success) throw wrongRequest(parsed.error.issues[0]?.message ?? 'The form cannot be read.')
    return addWebhook(tx, origin, parsed.data)
  })
  if (outcome.kind === 'refused') return outcome.state
  // the list beside the form has it too
  refresh()
  return { made: outcome.result }
}

const idSchema = z.int()

export async function removeWebhookHere(id: number, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => removeWebhook(tx, origin, idSchema.parse(id)))
  if (outcome.kind === 'refused') return outcome.state
  // the page may be the one of its log
  redirect(webhooksPath())
}

export async function switchWebhookHere(
  id: number,
  isActive: boolean,
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    switchWebhook(tx, origin, idSchema.parse(id), z.boolean().parse(isActive)),
  )
  return outcome.kind === 'refused' ? outcome.state : showAgain(webhooksPath())
}

/** `hook`: of whose log the page is; `null`: of mails. */
export async function sendAgainHere(
  id: number,
  hook: number | null,
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => sendAgain(tx, origin, idSchema.parse(id)))
  if (outcome.kind === 'refused') return outcome.state
  return showAgain(hook === null ? mailAdminPath() : webhooksPath({ hook: idSchema.parse(hook) }))
}
