// What the threads of the command line run. An entry of its own: a thread loads all of its entry anew, and of the whole command line that
// takes longer, and more memory, than searching a tenth of a kernel.
import { isMainThread, workerData } from 'node:worker_threads'
import { runParentWatch } from '#scanner/jobs/apart/run-parent-watch.ts'
import { runReadWorker } from '#scanner/run/read-worker.ts'

if (!isMainThread && workerData?.kind === 'read-blobs') runReadWorker()
if (!isMainThread && workerData?.kind === 'watch-parent') runParentWatch()
