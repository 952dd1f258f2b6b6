import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A scan, as whoever looks after the server sees it. */
export interface KeptScan {
  readonly id: number
  readonly slug: string
  readonly source: string
  readonly state: string
  readonly phase: string | null
  readonly label: string | null
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  readonly since: Date | null
  readonly every: number | null
  readonly revisionsDone: number
  readonly revisionsAll: number | null
  readonly error: string | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

/** The newest scans, of one tree or of all; or the one of that number. */
export function listKeptScans(
  db: Database,
  { slug, id, limit }: { readonly slug: string | null; readonly id: number | null; readonly limit: number },
): Promise<readonly KeptScan[]> {
  return withDatabaseErrors(
    'listing scans',
    () => db.$queryRaw<KeptScan[]>`
      select
        scan.id, tree.slug, tree.source, scan.state, scan.phase, scan.label, scan.revisions, scan.tags, scan.since, scan.every,
        scan.revisions_done as "revisionsDone", scan.revisions_all as "revisionsAll", scan.error,
        scan.created_at as "createdAt", scan.finished_at as "finishedAt"
      from scan join tree on tree.id = scan.tree_id
      where (${slug}::text is null or tree.slug = ${slug}) and (${id}::int is null or scan.id = ${id}::int)
      order by scan.id desc limit ${limit}`,
  )
}
