import { DatabaseError, type DatabaseErrorCode } from '../database-error.ts'

const full = /ENOSPC|EDQUOT|No space left on device|Check free disk space|Disk quota exceeded/

/**
 * A failed act as a `DatabaseError`: `code`, unless the disk is full, which looks different in each program and needs
 * the same remedy. `detail` is what the program said; without it the cause's message.
 */
export function explainFailure(
  code: DatabaseErrorCode,
  what: string,
  options: { readonly cause?: unknown; readonly detail?: string; readonly remedy: string },
): DatabaseError {
  const { cause, remedy } = options
  const detail = options.detail ?? (cause instanceof Error ? cause.message : String(cause))
  if (full.test(detail)) {
    return new DatabaseError('disk-full', `${what}: the disk is full. Make room and start again.\n${detail}`, { cause })
  }
  return new DatabaseError(code, `${what}. ${remedy}\n${detail}`, { cause })
}

/** What a failed child of `execFile` wrote to standard error, or why it could not be started. */
export function stderrOf(error: unknown): string {
  const written = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return written === '' ? String(error instanceof Error ? error.message : error) : written
}
