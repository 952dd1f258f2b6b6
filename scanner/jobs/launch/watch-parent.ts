import { readFileSync } from 'node:fs'

/**
 * Calls `onGone` when npm, which started us, is gone. It does not pass a signal on through the `sh -c` that it runs scripts in: whoever ends
 * it means us. Started by anybody else we stay: a shell may end before its jobs. Returns how to stop watching.
 */
export function watchParent(env: NodeJS.ProcessEnv, onGone: () => void): () => void {
  if (env.npm_lifecycle_event === undefined) return () => {}
  const parent = process.ppid
  // npm itself, where the shell between us stays
  const grandparent = parentOf(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
  return () => clearInterval(timer)
}

/** `null` where the system does not say. */
function parentOf(pid: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}
