import { lockFile } from '../home-paths.ts'
import { LaunchError } from './launch-error.ts'
import { type Lock, type LockOutcome, takeLock } from './lock-file.ts'

/** Makes this process the only launcher of a home. Throws `LaunchError` that says which one is, or why the home cannot be used. */
export function lockHome(home: string): Lock {
  const outcome = tryLock(home)
  if (outcome.kind === 'taken') return outcome.lock
  const { pid, note } = outcome.holder
  const where = note === '' ? '' : ` at ${note}`
  throw new LaunchError(
    `Pinwatch runs already${where} (process ${pid}) on ${home}. Stop it first, or set PINWATCH_HOME to another folder.`,
  )
}

function tryLock(home: string): LockOutcome {
  try {
    return takeLock(lockFile(home))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new LaunchError(`${home} cannot be used: ${why}. Set PINWATCH_HOME to a folder that you can write.`, {
      cause,
    })
  }
}
