import * as z from 'zod/mini'
import type { Store } from '#scanner/store/open-store.ts'
import { releaseScan } from '#scanner/store/release-scan.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'
import { scanEnvironment } from '../apart/scan-flags.ts'
import { type KeptChild, keepRunning } from './keep-running.ts'

export interface KeepWorkerOptions {
  readonly root: string
  /** Script of the command line. */
  readonly script: string
  readonly env: () => NodeJS.ProcessEnv
  readonly warn: (sentence: string) => void
  readonly store: () => Store
}

const claims = z.array(z.object({ id: z.number(), claim: z.number() }))

/** The worker, as a process. One that dies loses its scans at once: the queue would find out in a quarter of a minute. */
export function keepWorker({ root, script, env, warn, store }: KeepWorkerOptions): KeptChild {
  let held: readonly ScanClaim[] = []
  return keepRunning({
    root,
    name: 'The worker',
    args: [script, 'worker'],
    env: () => ({ ...scanEnvironment, ...env() }),
    warn,
    onLine: warn,
    onMessage(message) {
      const parsed = claims.safeParse(message)
      held = parsed.success ? parsed.data : []
    },
    onEnd() {
      for (const claim of held) void releaseScan(store(), claim).catch(() => {})
      held = []
      return false
    },
  })
}
