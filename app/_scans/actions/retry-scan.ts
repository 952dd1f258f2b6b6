'use server'

import { redirect } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { mayAddHere } from '#app/_scans/may-add-here.ts'
import { getScan } from '#app/_scans/queries/get-scan.ts'
import { scanPath, scansPath } from '#app/_web/routes.ts'
import { requestScan } from '#prisma/request-scan.ts'

/** Asks for the same once more. */
export async function retryScan(id: number): Promise<void> {
  if (!(await mayAddHere())) redirect(scansPath())
  const scan = await getScan(getDatabase(), id)
  if (scan === null) redirect(scansPath())
  const { source, revisions, tags, since, every } = scan
  const { scanId } = await requestScan(getDatabase(), { source, revisions, tags, since, every })
  redirect(scanPath(scanId))
}
