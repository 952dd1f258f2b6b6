import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { childrenMs } from './children-ms.ts'

const burn = (ms: number) =>
  spawnSync(process.execPath, ['-e', `while (process.cpuUsage().user < ${ms * 1000});`], { stdio: 'ignore' })

test.runIf(process.platform === 'linux')(
  'what a process computed is told once it has ended, grandchildren with it',
  () => {
    const before = childrenMs() ?? Number.NaN
    burn(300)
    const after = childrenMs() ?? Number.NaN
    expect(after - before).toBeGreaterThanOrEqual(290)
    spawnSync('sh', ['-c', `"${process.execPath}" -e 'while (process.cpuUsage().user < 200000);'; true`])
    expect((childrenMs() ?? Number.NaN) - after).toBeGreaterThanOrEqual(190)
  },
)
