import { setFlagsFromString } from 'node:v8'

let isDone = false

/**
 * Lets the heap grow by a quarter of what is in use, and no more, before it is collected; once for a process, which collects once for it. While all
 * of a tree is read the engine's own measure costs less time. Afterwards each revision leaves 100 MB of garbage, and there would be 300 MB of
 * it before the engine looks.
 */
export function collectSooner(): void {
  if (isDone) return
  isDone = true
  setFlagsFromString('--heap-growing-percent=25')
  // there where the process was started with `scanFlags`
  globalThis.gc?.()
}
