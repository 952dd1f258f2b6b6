'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { runPageAct } from '#app/_people/actions/run-page-act.ts'
import { showAgain } from '#app/_people/actions/show-again.ts'
import { scanPath, scansAdminPath, scansPath } from '#app/_web/routes.ts'
import { cancelScanAs, retryScanAs } from './manage-scans.ts'

const idSchema = z.int()

/** Calls a scan off, and leads back to the page of it or to all. */
export async function cancelScanHere(
  id: number,
  back: 'scan' | 'scans' | 'all',
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  const scanId = idSchema.parse(id)
  const outcome = await runPageAct(data, (tx, origin) => cancelScanAs(tx, origin, scanId))
  if (outcome.kind === 'refused') return outcome.state
  return showAgain(back === 'all' ? scansAdminPath() : back === 'scans' ? scansPath() : scanPath(scanId))
}

export async function retryScanHere(id: number, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => retryScanAs(tx, origin, idSchema.parse(id)))
  if (outcome.kind === 'refused') return outcome.state
  redirect(scanPath(outcome.result))
}
