import { once } from 'node:events'
import { parseEnvironment, scanVariables } from '#scanner/environment.ts'
import { runScanProcess } from '#scanner/jobs/apart/run-scan-process.ts'
import type { CliContext } from '../context.ts'
import { findDatabase } from '../database-address.ts'
import { UsageError } from '../usage-error.ts'

/** Lives until its parent ends it. */
export async function runScans(this: CliContext): Promise<void> {
  const { process, root, workerEntry } = this
  if (process.channel === undefined) throw new UsageError('run-scans is for workers to start: use pinwatch worker.')
  const environment = parseEnvironment(process.env, root, scanVariables)
  runScanProcess({ databaseUrl: await findDatabase(environment), home: environment.home, workerEntry })
  await once(process, 'disconnect')
}
