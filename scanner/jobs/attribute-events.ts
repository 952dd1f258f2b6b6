import { attributeStep } from '#scanner/run/attribute-step.ts'
import { listOpenEvents } from '#scanner/store/list-open-events.ts'
import { listOpenSteps } from '#scanner/store/list-open-steps.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { saveAttribution } from '#scanner/store/save-attribution.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'

export interface AttributeOptions {
  readonly directory: string
  readonly treeId: number
  readonly claim: ScanClaim
  readonly signal: AbortSignal
  /** `label` of the step's later revision, and which part of the steps is done. */
  readonly onStep: (label: string, part: number) => void
}

/**
 * Finds the commits of what happened in a tree, step by step, and keeps each step's as soon as it is known: whoever is stopped here goes
 * on at the next scan, since what is open stays open.
 */
export async function attributeEvents(
  db: Store,
  { directory, treeId, claim, signal, onStep }: AttributeOptions,
): Promise<void> {
  const steps = await listOpenSteps(db, treeId)
  for (const [index, step] of steps.entries()) {
    signal.throwIfAborted()
    onStep(step.label, index / steps.length)
    const open = await listOpenEvents(db, step)
    const commits = await attributeStep(directory, { from: step.from.commit, to: step.to.commit, ...open })
    signal.throwIfAborted()
    await saveAttribution(db, { treeId, scan: claim, eventIds: open.events.map(({ id }) => id), commits })
  }
}
