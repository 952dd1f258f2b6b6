import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** How scans go, for whoever looks after the server. */
export interface ScanHealth {
  /** Running scans that gave no sign of life for a minute. */
  readonly silent: readonly number[]
  readonly waiting: number
  /** Of the oldest scan that waits; 0: none does. */
  readonly waitingSeconds: number
  /** Workers that are connected, of what we may see. */
  readonly workers: number
  /** Others that hold or wait for our migrations' lock. */
  readonly locked: number
}

export async function lookAtScans(db: Database): Promise<ScanHealth> {
  const rows = await withDatabaseErrors(
    'looking at scans',
    () => db.$queryRaw<ScanHealth[]>`
      select
        (select coalesce(array_agg(id order by id), '{}') from scan
          where state = 'running' and updated_at < now() - interval '1 minute') as silent,
        (select count(*)::int from scan where state = 'queued') as waiting,
        coalesce((select extract(epoch from now() - min(created_at))::int from scan where state = 'queued'), 0) as "waitingSeconds",
        (select count(distinct client_addr)::int + count(*) filter (where client_addr is null)::int from pg_stat_activity
          where datname = current_database() and application_name = 'pinwatch-queue') as workers,
        (select count(*)::int from pg_locks where locktype = 'advisory' and objid = 72707369 and pid <> pg_backend_pid()) as locked`,
  )
  return rows[0] ?? { silent: [], waiting: 0, waitingSeconds: 0, workers: 0, locked: 0 }
}
