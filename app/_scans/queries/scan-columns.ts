import { Prisma } from '#prisma/prisma-of-process.ts'

/** A wish to scan and how far it is, as pages and the API show it. */
export interface ListedScan {
  readonly id: number
  readonly slug: string
  readonly treeName: string
  readonly source: string
  /** As asked for; with neither, it judges anew what is known. */
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  readonly since: Date | null
  readonly every: number | null
  /** queued, running, done, failed or cancelled. */
  readonly state: string
  /** cloning, fetching, reading, publishing; `null` while nothing is done. */
  readonly phase: string | null
  /** Of the revision in work. */
  readonly label: string | null
  readonly revisionsDone: number
  readonly revisionsAll: number | null
  /** Of the phase, from 0 to 1. */
  readonly progress: number | null
  /** While files are read: how many, of how many, and how many a second. */
  readonly filesDone: number | null
  readonly filesAll: number | null
  readonly filesPerSecond: number | null
  readonly error: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly updatedAt: Date
}

/** Columns of `ListedScan` over `scan` joined with `tree`. */
export const scanColumns = Prisma.sql`
  scan.id, tree.slug, tree.name as "treeName", tree.source, scan.revisions, scan.tags, scan.since, scan.every, scan.state, scan.phase, scan.label,
  scan.revisions_done as "revisionsDone", scan.revisions_all as "revisionsAll", scan.progress, scan.error,
  scan.files_done as "filesDone", scan.files_all as "filesAll", scan.files_per_second as "filesPerSecond",
  scan.created_at as "createdAt", scan.started_at as "startedAt", scan.finished_at as "finishedAt",
  scan.updated_at as "updatedAt"`
