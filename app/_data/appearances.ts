import { Prisma } from '#prisma/prisma-of-process.ts'
import { historyAt } from './history-of.ts'
import type { RevisionPlace } from './revision-place.ts'

/**
 * When each site appeared that did while the history of the revision was scanned, as `(site_id, label, committed_at)`: the last time, if it
 * went and came back. A site that is not among them was there in the first revision that was scanned.
 */
export const appearances = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  with recursive ${historyAt(revision)}
  select distinct on (event.site_id) event.site_id, revision.label, revision.committed_at
  from history
  join revision on revision.line_id = history.line_id and revision.ordinal <= history.last_ordinal
  join event on event.revision_id = revision.id and event.kind = 'appeared'
  order by event.site_id, history.depth, revision.ordinal desc`
