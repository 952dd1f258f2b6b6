import type { ChildProcess } from 'node:child_process'
import { GitError } from './git-error.ts'

/** Local git reads from a disk: one that says nothing for so long stands before a FIFO, a disk that hangs, or a lock. */
const defaultSeconds = 120
/** A second each, as our own clock has it: while we compute, git is not asked and no time passes. */
const tickMs = 1000

/** `PINWATCH_GIT_SILENCE`, of seconds; parsed as it is used, since reading threads know nothing but their environment. */
export function silenceSecondsMax(env: NodeJS.ProcessEnv = process.env): number {
  const asked = Number(env.PINWATCH_GIT_SILENCE)
  return Number.isInteger(asked) && asked > 0 ? asked : defaultSeconds
}

/**
 * Ends a git that neither reads nor says anything while somebody waits for it. It then fails with a `GitError` of code `silent`, by the
 * event `error` that everybody listens for who starts a process.
 */
export function watchSilence(
  child: ChildProcess,
  { directory, isAwaited }: { readonly directory: string; readonly isAwaited: () => boolean },
): void {
  const secondsMax = silenceSecondsMax()
  let silentSeconds = 0
  let moved = 0
  const timer = setInterval(() => {
    const now = bytesOf(child)
    silentSeconds = now === moved && isAwaited() ? silentSeconds + 1 : 0
    moved = now
    if (silentSeconds < secondsMax) return
    clearInterval(timer)
    const message = `${directory}: git said nothing for ${secondsMax} seconds and was ended. See whether the disk answers and what hangs there (git fsck); a slow disk needs a larger PINWATCH_GIT_SILENCE.`
    child.emit('error', new GitError('silent', message))
    child.kill('SIGKILL')
  }, tickMs)
  timer.unref()
  child.once('close', () => clearInterval(timer))
}

function bytesOf({ stdin, stdout, stderr }: ChildProcess): number {
  const read = [stdout, stderr].map((stream) =>
    stream !== null && 'bytesRead' in stream ? Number(stream.bytesRead) : 0,
  )
  const written = stdin !== null && 'bytesWritten' in stdin ? Number(stdin.bytesWritten) : 0
  return read.reduce((sum, bytes) => sum + bytes, written)
}
