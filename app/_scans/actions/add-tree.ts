'use server'

import { redirect } from 'next/navigation'
import { type PageOutcome, runPageAct } from '#app/_people/actions/run-page-act.ts'
import { readScanForm, type ScanFormFields, splitNames } from '#app/_scans/scan-form.ts'
import { newTreePath, scanPath } from '#app/_web/routes.ts'
import { type RequestedScan, ScanRequestError } from '#prisma/request-scan.ts'
import { addTreeAs } from './manage-trees.ts'

/** What the form shows after it was sent and could not be done; `null` before. */
export type AddTreeState = null | {
  readonly fields: ScanFormFields
  /** At which field, and what is wrong with it; `form` is none of them. */
  readonly problem: { readonly field: 'source' | 'revisions' | 'form'; readonly message: string }
}

/** Asks for a scan of what the form says, and leads to it. */
export async function addTree(_before: AddTreeState, data: FormData): Promise<AddTreeState> {
  const fields = readScanForm(data)
  const refuse = (field: 'source' | 'revisions' | 'form', message: string) => ({ fields, problem: { field, message } })
  const wanted = { source: fields.source, revisions: splitNames(fields.revisions), tags: splitNames(fields.tags) }
  let outcome: PageOutcome<RequestedScan>
  try {
    outcome = await runPageAct(data, (tx, origin) => addTreeAs(tx, origin, wanted))
  } catch (error) {
    if (!(error instanceof ScanRequestError)) throw error
    return refuse(error.code === 'bad-source' ? 'source' : 'revisions', error.message)
  }
  if (outcome.kind === 'refused') return refuse('form', outcome.state?.problem ?? '')
  // from there on to the tree, once it is there
  redirect(`${scanPath(outcome.result.scanId)}?then=tree`)
}

/** The demo with its whole history. */
export async function loadDemo(data: FormData): Promise<void> {
  const demo = { source: 'demo', tags: ['*'] }
  const outcome = await runPageAct(data, (tx, origin) => addTreeAs(tx, origin, demo))
  redirect(outcome.kind === 'refused' ? newTreePath() : `${scanPath(outcome.result.scanId)}?then=tree`)
}
