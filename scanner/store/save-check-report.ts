import type { Database } from '#prisma/client.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import type { CheckClaim } from './claim-check.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Keeps what a check came to, before anybody is told. False if the claim is lost. */
export function saveCheckReport(db: Database, { id, claim }: CheckClaim, report: CheckDocument): Promise<boolean> {
  const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length
  return withDatabaseErrors('keeping the report of a check', async () => {
    const changed = await db.$executeRaw`
      update gate_check
      set report = ${JSON.stringify(report)}::jsonb, verdict = ${report.verdict}, errors = ${count('error')},
        warnings = ${count('warning')}, notes = ${count('note')}, improved = ${report.improved.length}
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
