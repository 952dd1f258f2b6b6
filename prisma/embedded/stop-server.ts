import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const stopWithinMs = 20_000

/** Ends a server in order (SIGINT, its "fast" shutdown): running statements are broken off, everything committed is written. */
export async function stopServer(pid: number, lock: string): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  const deadline = Date.now() + stopWithinMs
  while (Date.now() < deadline && isAlive(pid) && existsSync(lock)) await wait(20)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
