import { expect, test } from 'vitest'
import { processorMs } from './processor-time.ts'

test.runIf(process.platform === 'linux')(
  'what a process computes is counted, and nothing of one that is not there',
  () => {
    const before = processorMs(process.pid) ?? Number.NaN
    const { user, system } = process.cpuUsage()
    // whatever computes for 50 ms of this process's own time
    for (;;) {
      const now = process.cpuUsage()
      if (now.user + now.system - user - system > 50_000) break
    }
    expect((processorMs(process.pid) ?? Number.NaN) - before).toBeGreaterThanOrEqual(30)
    expect(processorMs(2 ** 30)).toBeNull()
  },
)
