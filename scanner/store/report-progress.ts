import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface ScanProgress {
  /** What is being done now, for people. */
  readonly phase: string
  /** Of the revision in work. */
  readonly label: string | null
  readonly revisionsDone: number
  /** `null` until the revisions are resolved. */
  readonly revisionsAll: number | null
  /** Of the phase, from 0 to 1; `null` where nobody can say. */
  readonly progress: number | null
  /** While files are read: how many, of how many, and how many a second. */
  readonly files: ReadFiles | null
}

export interface ReadFiles {
  readonly done: number
  readonly all: number
  /** `null` before anybody can say. */
  readonly perSecond: number | null
}

/**
 * Writes how far a scan is, whole each time. False if the claim is lost: then stop. One small row a call, which pages poll: the caller
 * sees to it that this is not more than a few times a second.
 */
export function reportProgress(db: Database, { id, claim }: ScanClaim, state: ScanProgress): Promise<boolean> {
  return withDatabaseErrors('reporting progress', async () => {
    const changed = await db.$executeRaw`
      update scan
      set phase = ${state.phase}, label = ${state.label}, revisions_done = ${state.revisionsDone},
        revisions_all = ${state.revisionsAll}, progress = ${state.progress},
        files_done = ${state.files?.done ?? null}, files_all = ${state.files?.all ?? null},
        files_per_second = ${state.files?.perSecond ?? null}, updated_at = now()
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
