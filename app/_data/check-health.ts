import type { Transaction } from '#prisma/client.ts'
import { explainDatabaseError } from '#prisma/explain-database-error.ts'

export type Health =
  | { readonly ok: true; readonly trees: number; readonly scansOpen: number }
  | { readonly ok: false; readonly error: string }

/** Asks the database for what every page needs: that it answers, and that its tables are ours. */
export async function checkHealth(open: () => Transaction): Promise<Health> {
  try {
    const rows = await open().$queryRaw<{ trees: number; scansOpen: number }[]>`
      select
        (select count(*)::int from tree) as trees,
        (select count(*)::int from scan where state in ('queued', 'running')) as "scansOpen"`
    return { ok: true, trees: rows[0]?.trees ?? 0, scansOpen: rows[0]?.scansOpen ?? 0 }
  } catch (error) {
    const explained = explainDatabaseError('asking the database', error)
    return { ok: false, error: explained instanceof Error ? explained.message : String(explained) }
  }
}
