import { getDatabase } from '#app/_data/database.ts'
import { listOpenLines } from './list-open-lines.ts'

type Listener = (text: string) => void

// one loop for all readers of this process, however many bundles Next makes of this module
const shared = globalThis as { pinwatchScanListeners?: Map<Listener, string>; pinwatchScanLoop?: NodeJS.Timeout }
shared.pinwatchScanListeners ??= new Map()
const listeners = shared.pinwatchScanListeners

const everyMs = 1000

/** Each keeps a connection open. */
const listenersMax = 200

/** Whether one more may listen. */
export const mayWatch = (): boolean => listeners.size < listenersMax

/** Calls with the lines of open scans as JSON, now and whenever they change; the answer ends it. The database is asked once for all. */
export function watchScans(listener: Listener): () => void {
  listeners.set(listener, '')
  void look()
  shared.pinwatchScanLoop ??= setInterval(() => void look(), everyMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(shared.pinwatchScanLoop)
    delete shared.pinwatchScanLoop
  }
}

async function look(): Promise<void> {
  let text: string
  try {
    text = JSON.stringify({ scans: await listOpenLines(getDatabase()) })
  } catch {
    // the database is away: readers keep what they have, and hear of it when it is back
    return
  }
  for (const [listener, last] of listeners) {
    if (last === text) continue
    listeners.set(listener, text)
    listener(text)
  }
}
