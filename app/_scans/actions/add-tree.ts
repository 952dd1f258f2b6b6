'use server'

import { redirect } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { mayAddHere } from '#app/_scans/may-add-here.ts'
import { readScanForm, type ScanFormFields, splitNames } from '#app/_scans/scan-form.ts'
import { scanPath } from '#app/_web/routes.ts'
import { requestScan, ScanRequestError } from '#prisma/request-scan.ts'

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
  if (!(await mayAddHere())) return refuse('form', 'Trees can only be added on the machine that Pinwatch runs on.')
  let scanId: number
  try {
    const scan = await requestScan(getDatabase(), {
      source: fields.source,
      revisions: splitNames(fields.revisions),
      tags: splitNames(fields.tags),
    })
    scanId = scan.scanId
  } catch (error) {
    if (!(error instanceof ScanRequestError)) throw error
    return refuse(error.code === 'bad-source' ? 'source' : 'revisions', error.message)
  }
  // from there on to the tree, once it is there
  redirect(`${scanPath(scanId)}?then=tree`)
}

/** The demo with its whole history. */
export async function loadDemo(): Promise<void> {
  if (!(await mayAddHere())) redirect('/new')
  const { scanId } = await requestScan(getDatabase(), { source: 'demo', revisions: [], tags: ['*'] })
  redirect(`${scanPath(scanId)}?then=tree`)
}
