import type { FilesRead } from '#scanner/run/read-blobs.ts'
import type { ReadFiles } from '#scanner/store/report-progress.ts'

/** Before so long a rate says nothing. */
const elapsedMsMin = 1000

/** How fast files are read, from where their reading began: a count that is smaller than before, or of another whole, begins anew. */
export function measureFiles(now: () => number = Date.now): (read: FilesRead | null) => ReadFiles | null {
  let last: FilesRead | null = null
  let first = { at: 0, done: 0 }
  return (read) => {
    if (read !== null && (last === null || read.all !== last.all || read.done < last.done))
      first = { at: now(), done: read.done }
    last = read
    if (read === null) return null
    const elapsedMs = now() - first.at
    return { ...read, perSecond: elapsedMs < elapsedMsMin ? null : ((read.done - first.done) / elapsedMs) * 1000 }
  }
}
