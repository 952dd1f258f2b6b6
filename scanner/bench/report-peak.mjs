// Preloaded into the measured process with `node --import`: at its end writes the largest resident size it ever had,
// in bytes, to the file PINWATCH_BENCH_PEAK. Asking the process itself misses no peak, as polling from outside would,
// and leaves out its git children. Threads run preloads too, and are part of the process: only the main one reports.
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env.PINWATCH_BENCH_PEAK
if (isMainThread && file) {
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)))
}
