import { headers } from 'next/headers'
import { getDatabase } from '#app/_data/database.ts'
import type { ActState, TypedValues } from '#app/_people/act-state.ts'
import type { Origin } from '#app/_people/actor.ts'
import { clientAddress } from '#app/_people/client-address.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { forbidden, Refusal } from '#app/_people/refusal.ts'
import { isReadOnly } from '#app/_people/sign-in-settings.ts'
import { isSameOrigin } from '#app/_web/is-same-origin.ts'
import type { Transaction } from '#prisma/client.ts'

export type PageOutcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'refused'; readonly state: ActState }

/** Ten thousand claims take a second; this is for a machine that does other things. */
const actMsMax = 60_000

/**
 * Does what a form of a page asks for, in one transaction, as whoever is signed in. A form that another site's page sends is refused, as
 * the API refuses it. What the act refuses is for the form to show.
 */
export async function runPageAct<Result>(
  data: FormData,
  act: (tx: Transaction, origin: Origin) => Promise<Result>,
  { timeoutMs = actMsMax }: { readonly timeoutMs?: number } = {},
): Promise<PageOutcome<Result>> {
  try {
    const origin = await identify()
    const transaction = { maxWait: 10_000, timeout: timeoutMs }
    return { kind: 'done', result: await getDatabase('writing').$transaction((tx) => act(tx, origin), transaction) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { kind: 'refused', state: { problem: error.message, fields: textFields(data) } }
  }
}

async function identify(): Promise<Origin> {
  const asked = await headers()
  if (!isSameOrigin(asked)) throw forbidden('Pages of other sites may change nothing here.')
  if (isReadOnly(process.env)) throw forbidden('This Pinwatch is read only.')
  const actor = await currentActor()
  if (actor === null) throw forbidden('Sign in first.')
  return { actor, via: 'page', address: clientAddress(asked) }
}

/** Next's own fields begin with `$`. */
function textFields(data: FormData): TypedValues {
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith('$'))
  return Object.fromEntries(names.map((name) => [name, data.getAll(name).filter((value) => typeof value === 'string')]))
}
