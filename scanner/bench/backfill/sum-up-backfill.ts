import type { BackfillReport } from './measure-backfill.ts'

export interface BackfillSum {
  /** 1.3 times the first revision, and for each other one what its changed bytes cost at the rate of the first. */
  readonly allowedMs: number
  /** Least squares over all but the first: what a revision costs that changes nothing, and what a changed blob adds. */
  readonly fixedMs: number
  readonly perBlobMs: number
}

/** What a backfill may cost, and how its cost depends on what changed. */
export function sumUpBackfill({ revisions }: Pick<BackfillReport, 'revisions'>): BackfillSum {
  const [first, ...others] = revisions
  if (first === undefined) return { allowedMs: 0, fixedMs: 0, perBlobMs: 0 }
  const changed = others.reduce((sum, { bytes }) => sum + (first.ms * bytes) / Math.max(1, first.bytes), 0)
  return { allowedMs: 1.3 * first.ms + changed, ...fitLine(others) }
}

function fitLine(revisions: BackfillReport['revisions']): Pick<BackfillSum, 'fixedMs' | 'perBlobMs'> {
  const mean = (of: (revision: BackfillReport['revisions'][number]) => number) =>
    revisions.reduce((sum, revision) => sum + of(revision), 0) / Math.max(1, revisions.length)
  const blobs = mean((revision) => revision.blobs)
  const ms = mean((revision) => revision.ms)
  const spread = mean((revision) => (revision.blobs - blobs) ** 2)
  const perBlobMs = spread === 0 ? 0 : mean((revision) => (revision.blobs - blobs) * (revision.ms - ms)) / spread
  return { fixedMs: ms - perBlobMs * blobs, perBlobMs }
}
