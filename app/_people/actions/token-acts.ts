'use server'

import { refresh } from 'next/cache'
import type { ActState } from '#app/_people/act-state.ts'
import { readForm } from '#app/_people/read-form.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import { newTokenSchema } from '#app/_people/token.ts'
import { minePath, tokensAdminPath } from '#app/_web/routes.ts'
import { makeToken, revokeToken } from './make-token.ts'
import { runPageAct } from './run-page-act.ts'
import { showAgain } from './show-again.ts'

/** A token is shown in the answer to the form, once. */
export type TokenState = ActState | { readonly made: string }

export async function makeTokenHere(_before: TokenState, data: FormData): Promise<TokenState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    makeToken(tx, origin, readForm(data, ['name'], newTokenSchema)),
  )
  if (outcome.kind === 'refused') return outcome.state
  // the list beside the form has it too
  refresh()
  return { made: outcome.result.token }
}

export async function revokeTokenHere(
  id: string,
  back: 'mine' | 'all',
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => {
    if (!/^\d{1,9}$/.test(id)) throw wrongRequest('That is no token.')
    return revokeToken(tx, origin, Number(id))
  })
  if (outcome.kind === 'refused') return outcome.state
  return showAgain(back === 'all' ? tokensAdminPath() : minePath())
}
