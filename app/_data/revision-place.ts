import { Prisma } from '#prisma/prisma-of-process.ts'

/** A revision as intervals know it. */
export interface RevisionPlace {
  readonly lineId: number
  readonly ordinal: number
}

/** The same as columns of a statement that is about several revisions. */
export type PlaceColumns = Readonly<Record<keyof RevisionPlace, Prisma.Sql>>

/** Whether an interval of the table `alias` holds at the revision. */
export function holdsAt(alias: string, { lineId, ordinal }: RevisionPlace | PlaceColumns): Prisma.Sql {
  const name = Prisma.raw(alias)
  return Prisma.sql`${name}.line_id = ${lineId} and ${name}.from_ordinal <= ${ordinal} and ${name}.to_ordinal > ${ordinal}`
}

/**
 * The spans of a revision as `live`. Materialized, as the planner knows nothing of intervals: asked for sites of some section it would
 * look up each by its id, and read the whole history of each.
 */
export function liveSpans(revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`live as materialized (select span.* from site_span span where ${holdsAt('span', revision)})`
}
