import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readPostmaster } from '#prisma/embedded/postmaster-pid.ts'
import { isServerOf } from '#prisma/embedded/process-state.ts'
import { makeFolder } from './make-repository.ts'

/** Where a test may start a server of its own, which is ended with the test. The folder itself is not there yet. */
export function makeDataFolder(): string {
  const folder = makeFolder()
  // the server may have to run as another user
  chmodSync(folder, 0o755)
  const dataDirectory = join(folder, 'database')
  endServerWithTest(dataDirectory)
  return dataDirectory
}

export function endServerWithTest(dataDirectory: string): void {
  onTestFinished(() => {
    const pid = readPostmaster(dataDirectory)?.pid ?? 0
    if (isServerOf(dataDirectory, pid)) process.kill(pid, 'SIGKILL')
  })
}
