import type { CheckReport } from '#scanner/model/check.ts'
import { composeAnnotations } from './compose-annotations.ts'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import type { Github } from './open-github.ts'

/** GitHub takes so many in one request. */
const piece = 50

export interface PublishedCheck {
  readonly report: CheckReport
  readonly verdict: 'pass' | 'fail'
  /** Commit that the check is shown at. */
  readonly commit: string
  /** Page with more, or `null`. */
  readonly detailsUrl: string | null
}

/**
 * Makes a check run with all findings as annotations, in pieces. It is in progress until the last piece is there, so that one that was cut
 * off never looks finished; GitHub shows the newest run of a name. Returns its address. Rejects with `GithubError`.
 */
export async function publishCheck(
  github: Github,
  repository: GithubRepository,
  check: PublishedCheck,
): Promise<string> {
  const annotations = composeAnnotations(check.report)
  const output = { title: titleOf(check), summary: summaryOf(check) }
  const attempt = { what: 'the check run was not written', permission: 'Checks: write' }
  try {
    const { data } = await github.rest.checks.create({
      ...repository,
      name: 'pinwatch',
      head_sha: check.commit,
      status: 'in_progress',
      ...(check.detailsUrl === null ? {} : { details_url: check.detailsUrl }),
    })
    // annotations of an update are added to those that are there: at last one update that ends it
    for (let from = 0; from < annotations.length; from += piece) {
      await github.rest.checks.update({
        ...repository,
        check_run_id: data.id,
        output: { ...output, annotations: annotations.slice(from, from + piece) },
      })
    }
    const conclusion = check.verdict === 'fail' ? 'failure' : 'success'
    await github.rest.checks.update({ ...repository, check_run_id: data.id, status: 'completed', conclusion, output })
    return data.html_url ?? ''
  } catch (cause) {
    throw explainFailure(cause, attempt)
  }
}

function titleOf({ report }: PublishedCheck): string {
  const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length
  const [errors, warnings] = [count('error'), count('warning')]
  if (errors + warnings === 0)
    return report.improved.length === 0 ? 'No new unconverted site' : `${report.improved.length} sites converted`
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
}

function summaryOf({ report }: PublishedCheck): string {
  const { range, improved } = report
  return [
    `${range.commits.length} commits since ${range.base.revision} (${range.base.commit.slice(0, 12)}) were checked for new calls that take plain references to user pages and for releases of the other kind.`,
    ...improved.map(({ after }) => `- converted: \`${after.path}:${after.line}\` \`${after.api}()\``),
  ].join('\n')
}
