import type { z } from 'zod'
import type { ListedCheck } from '#app/_gate/queries/check-columns.ts'
import type { checkSchema } from './operation.ts'

/** A check as the API shows it. */
export const toCheckItem = (check: ListedCheck): z.output<typeof checkSchema> => ({
  id: String(check.id),
  origin: check.origin,
  state: check.state,
  repository: check.repository,
  branch: check.branch,
  pullRequest: check.pullRequest,
  base: check.baseRevision,
  head: check.headCommit,
  verdict: check.verdict,
  errors: check.errors,
  warnings: check.warnings,
  notes: check.notes,
  improved: check.improved,
  error: check.error,
  link: check.link,
  created: check.createdAt.toISOString(),
  finished: check.finishedAt?.toISOString() ?? null,
})
