import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a process of this id runs, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** `postgres`: a server that was not started by us on this folder under this name. */
export type ProcessState = 'gone' | 'server' | 'postgres' | 'something-else'

/**
 * What a process is to this data folder. Ids are used again, in a container soon, so being alive says little; the
 * command line says what we have started. (The current folder would too, but root in a container may not look at it.)
 */
export function judgeProcess(dataDirectory: string, pid: number): ProcessState {
  if (!isAlive(pid)) return 'gone'
  const command = commandOf(pid)
  // a system that hides processes from us: believe the lock file, two servers on one folder would be worse
  if (command === null) return 'server'
  // a zombie has none any more
  if (command === '') return 'gone'
  if (!command.includes('postgres')) return 'something-else'
  return command.includes(dataDirectory) ? 'server' : 'postgres'
}

export function isServerOf(dataDirectory: string, pid: number): boolean {
  return judgeProcess(dataDirectory, pid) === 'server'
}

function commandOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (process.platform === 'win32') return null
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return isAlive(pid) ? null : ''
  }
}
