'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { settingsSchema } from '#app/_data/settings.ts'
import type { ActState } from '#app/_people/act-state.ts'
import { readForm } from '#app/_people/read-form.ts'
import { settingsPath } from '#app/_web/routes.ts'
import { changeSettings } from './change-settings.ts'
import { runPageAct } from './run-page-act.ts'

/** A box that is not ticked is not sent. */
const settingsForm = z.preprocess(
  (fields: Record<string, unknown>) => ({
    'claim-days': Number(fields['claim-days']),
    'account-to-read': fields['account-to-read'] === 'on',
  }),
  settingsSchema,
)

export async function changeSettingsHere(_before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    changeSettings(tx, origin, readForm(data, ['claim-days', 'account-to-read'], settingsForm)),
  )
  if (outcome.kind === 'refused') return outcome.state
  redirect(`${settingsPath()}?saved`)
}
