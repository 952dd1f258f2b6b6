import { setTimeout as delay } from 'node:timers/promises'
import { digestRefs } from '#scanner/jobs/digest-refs.ts'
import type { Teller } from '../show-scan.ts'

export interface FollowOptions {
  readonly scanOnce: () => Promise<void>
  readonly intervalMs: number
  readonly teller: Teller
  readonly stop: AbortSignal
}

/**
 * Scans, and again whenever branches or tags of the source have changed, until told to stop. The first scan has to work; what goes wrong
 * later, as a network that is away, is said and tried again.
 */
export async function followSource(
  source: string,
  { scanOnce, intervalMs, teller, stop }: FollowOptions,
): Promise<void> {
  let seen = await digestRefs(source)
  await scanOnce()
  if (!stop.aborted) teller.say(`Following ${source}: it is looked at every ${intervalMs / 1000} s. Ctrl-C ends it.`)
  let told = ''
  while (!stop.aborted) {
    await delay(intervalMs, undefined, { signal: stop }).catch(() => {})
    if (stop.aborted) return
    try {
      const now = await digestRefs(source)
      if (now !== seen) await scanOnce()
      seen = now
      if (told !== '') teller.say('It works again.')
      told = ''
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      teller.end()
      // a day without a network is one line
      if (message !== told) teller.say(`${message} Tried again every ${intervalMs / 1000} s.`)
      told = message
    }
  }
}
