import type { IncomingMessage } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openAdmission } from './admission.ts'

/** So few of the pages in work may wait for what is sent to them. */
const sendingMax = 3
const waitingMax = 16
const waitMsMax = 3000

/**
 * Bounds how many requests are in work whose bodies are still on their way: else a handful of senders who stop in the middle would keep everybody
 * from reading. What comes at once with its head, as a form does, is not counted. Resolves to whether it may go on.
 */
export function limitUploads(): (request: IncomingMessage) => Promise<boolean> {
  const sending = openAdmission({ workingMax: sendingMax, waitingMax, waitMsMax })
  return async (request) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers
    if ((length ?? '0') === '0' && coding === undefined) return true
    await nextTurn()
    if (request.complete) return true
    const leave = await sending.enter()
    if (leave === null) return false
    request.once('end', leave).once('close', leave)
    // gone while it waited: nothing will tell
    if (request.destroyed || request.readableEnded) leave()
    return true
  }
}
