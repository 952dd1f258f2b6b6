import { claimCheck } from '#scanner/store/claim-check.ts'
import { endCheck } from '#scanner/store/end-check.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { type RunCheckOptions, runCheck } from './run-check.ts'

/** A check that was begun so often takes its worker with it. */
const triesMax = 20

/** Runs the check that waits longest; false if none does. Rejects only for a database that is away. */
export async function runNextCheck(db: Store, options: RunCheckOptions): Promise<boolean> {
  const check = await claimCheck(db)
  if (check === null) return false
  if (check.tries > triesMax) {
    const error = `It was begun ${triesMax} times, and its process ended each time. See the log of the worker.`
    await endCheck(db, check, { state: 'failed', link: null, error })
    return true
  }
  await runCheck(db, check, options)
  return true
}
