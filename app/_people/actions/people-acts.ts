'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { accountRoles } from '#app/_people/permissions.ts'
import { readForm } from '#app/_people/read-form.ts'
import { peoplePath } from '#app/_web/routes.ts'
import { becomeFirstAdmin } from './become-first-admin.ts'
import { changeRole, forgetPerson } from './manage-people.ts'
import { runPageAct } from './run-page-act.ts'
import { showAgain } from './show-again.ts'

const roleForm = z.strictObject({ role: z.enum(accountRoles) })

export async function changeRoleHere(userId: string, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    changeRole(tx, origin, z.string().parse(userId), readForm(data, ['role'], roleForm).role),
  )
  return outcome.kind === 'refused' ? outcome.state : showAgain(peoplePath())
}

/** Asks for the word that is typed, so that nobody is forgotten by a slip. */
export async function forgetHere(
  userId: string,
  back: 'people' | 'first',
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => {
    readForm(data, ['word'], z.strictObject({ word: z.literal('forget', 'Type forget to do so.') }))
    return forgetPerson(tx, origin, z.string().parse(userId))
  })
  if (outcome.kind === 'refused') return outcome.state
  return back === 'people' ? showAgain(peoplePath()) : redirect('/')
}

export async function becomeAdminHere(token: string, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => becomeFirstAdmin(tx, origin, z.string().parse(token)))
  if (outcome.kind === 'refused') return outcome.state
  redirect(peoplePath())
}
