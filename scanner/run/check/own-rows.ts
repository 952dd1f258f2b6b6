import type { Repository } from '#scanner/git/open-repository.ts'
import type { CheckReport } from '#scanner/model/check.ts'
import { ownersFolder } from '#scanner/model/selection.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { loadOwners } from '../load-owners.ts'
import type { LinkedCommit } from '../open-session.ts'

/** A report whose rows have their owners: of the head, and of the base for what was there before. MAINTAINERS is read only if there are rows. */
export async function ownRows(
  repository: Repository,
  base: LinkedCommit,
  head: LinkedCommit,
  report: CheckReport,
): Promise<CheckReport> {
  const later = report.findings.flatMap(({ site, other }) => (other === null ? [site] : [site, other]))
  const now = await ownersOf(repository, head, [...later, ...report.improved.map(({ after }) => after)])
  const then = await ownersOf(
    repository,
    base,
    report.improved.map(({ before }) => before),
  )
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      site: now.own(finding.site),
      other: finding.other === null ? null : now.own(finding.other),
    })),
    improved: report.improved.map((one) => ({ ...one, before: then.own(one.before), after: now.own(one.after) })),
    notices: [...report.notices, ...now.notices],
  }
}

interface Owning {
  readonly own: (row: SiteRow) => SiteRow
  readonly notices: readonly string[]
}

async function ownersOf(
  repository: Repository,
  { commit, chosen }: LinkedCommit,
  rows: readonly SiteRow[],
): Promise<Owning> {
  if (rows.length === 0) return { own: (row) => row, notices: [] }
  const owners = await loadOwners(repository, commit, ownersFolder(chosen.selection))
  const byPath = await owners.ownersOf([...new Set(rows.map(({ path }) => path))])
  return { own: (row) => ({ ...row, ...byPath.get(row.path) }), notices: owners.notices }
}
