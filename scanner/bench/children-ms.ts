import { endedChildrenMs } from './service/processor-time.ts'

/**
 * Milliseconds that processes which this one started and which have ended computed, user and system, with all that they waited for themselves; `null`
 * where nobody tells (only Linux does). Two readings around a process tell its cost, which a busy machine changes far less than its wall time.
 */
export function childrenMs(): number | null {
  return endedChildrenMs(process.pid)
}
