'use server'

import { redirect } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { mayAddHere } from '#app/_scans/may-add-here.ts'
import { scanPath } from '#app/_web/routes.ts'
import { cancelScan } from '#prisma/cancel-scan.ts'

/** Calls a scan off that waits or runs; what it has published stays. */
export async function callOffScan(id: number): Promise<void> {
  if (await mayAddHere()) await cancelScan(getDatabase(), id)
  redirect(scanPath(id))
}
