import { DatabaseError } from '#prisma/database-error.ts'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { GitError } from '#scanner/git/git-error.ts'

/** What keeps a scan from being done, as a sentence for whoever asked for it. */
export class ScanTrouble extends Error {
  override readonly name = 'ScanTrouble'
}

/** Causes that pass by themselves: another try may do what this one could not. */
export function isPassing(error: unknown): boolean {
  return error instanceof DatabaseError && ['unreachable', 'busy', 'server-gone', 'disk-full'].includes(error.code)
}

/** A disk is full: ours, or that of the database. */
export function isForWantOfRoom(error: unknown): boolean {
  if (error instanceof GitError || error instanceof DatabaseError) return error.code === 'disk-full'
  return error instanceof CacheError && error.isForWantOfRoom
}

/** What the scan's page says of an error. What nobody foresaw is a bug, and is called one. */
export function describeTrouble(error: unknown): string {
  const isExpected =
    error instanceof GitError ||
    error instanceof CacheError ||
    error instanceof DatabaseError ||
    error instanceof ScanTrouble
  const message = error instanceof Error ? error.message : String(error)
  return isExpected ? message : `This is a bug in Pinwatch: ${message}`
}
