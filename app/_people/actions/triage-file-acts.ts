'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import { triagePath } from '#app/_web/routes.ts'
import { importTriage } from './import-triage.ts'
import { runPageAct } from './run-page-act.ts'

const fileBytesMax = 900_000

/** Takes over a triage file that was chosen in a form. */
export async function importTriageHere(slug: string, _before: ActState, data: FormData): Promise<ActState> {
  const tree = z.string().parse(slug)
  const file = data.get('file')
  const outcome = await runPageAct(data, async (tx, origin) => {
    if (!(file instanceof File) || file.size === 0) throw wrongRequest('Choose a triage file.')
    if (file.size > fileBytesMax)
      throw wrongRequest('The file is too large for a form: use pinwatch triage --import, or the API.')
    return importTriage(tx, origin, tree, await file.text())
  })
  if (outcome.kind === 'refused') return outcome.state
  const { applied, unchanged, unmatched } = outcome.result
  redirect(triagePath(tree, { rev: null }, { applied, unchanged, unmatched: unmatched.length }))
}
