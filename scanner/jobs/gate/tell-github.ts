import { completeCheckRun } from '#scanner/github/complete-check-run.ts'
import { describeCheck } from '#scanner/github/describe-check.ts'
import { type OpenedCheckRun, openCheckRun } from '#scanner/github/open-check-run.ts'
import { type Github, openGithub } from '#scanner/github/open-github.ts'
import type { GithubEnvironment } from '#scanner/github/parse-github-environment.ts'
import { publishReview } from '#scanner/github/publish-review.ts'
import type { CheckDocument, DocumentFinding } from '#scanner/model/check-document.ts'
import { formatCheckRunId } from '#scanner/model/gate-check.ts'
import type { ClaimedCheck } from '#scanner/store/claim-check.ts'
import { checkPageUrl } from './check-links.ts'

export interface TellGithubOptions {
  readonly environment: GithubEnvironment
  /** Base of the addresses of our pages, or `null`. */
  readonly publicUrl: string | null
  readonly userAgent: string
  readonly warn: (sentence: string) => void
}

/** The check run of a check. */
export interface ToldCheck {
  readonly url: string
  pass(checked: CheckDocument): Promise<void>
  /** Comments on the lines of the pull request, besides. */
  review(checked: CheckDocument, isChanged: (finding: DocumentFinding) => boolean): Promise<void>
  /** It could not be made, for this reason. */
  giveUp(reason: string): Promise<void>
}

/**
 * Shows on GitHub that a check is going on. `null` where there is no token and no App to do so by. A check that is taken up again goes on
 * with the run that it has. Rejects with `GithubError`.
 */
export async function tellGithub(check: ClaimedCheck, options: TellGithubOptions): Promise<ToldCheck | null> {
  const { apiUrl, credentials } = options.environment
  if (credentials === null) return null
  const [owner = '', repo = ''] = check.repository.split('/')
  const repository = { owner, repo }
  const { userAgent, warn, publicUrl } = options
  const github: Github = await openGithub({ apiUrl, credentials }, repository, { userAgent, onWait: warn })
  const run: OpenedCheckRun = await openCheckRun(github, repository, {
    // of one commit both are shown, as a push and a pull request compare it with different ones
    name: check.pullRequest === null ? 'pinwatch (push)' : 'pinwatch',
    commit: check.headCommit,
    externalId: formatCheckRunId(check),
    detailsUrl: checkPageUrl(publicUrl, check.slug, check.id),
    mayBeThere: check.tries > 1,
  })
  return {
    url: run.url,
    pass: (checked) => completeCheckRun(github, repository, run, describeCheck(checked)),
    async review(checked, isChanged) {
      if (check.pullRequest === null) return
      const detailsUrl = checkPageUrl(publicUrl, check.slug, check.id)
      const mark = `pinwatch-check-${check.id}`
      await publishReview(github, repository, { pull: check.pullRequest, checked, mark, isChanged, detailsUrl })
    },
    giveUp: (reason) =>
      completeCheckRun(github, repository, run, {
        conclusion: 'neutral',
        title: 'Could not be checked',
        summary: reason,
        annotations: [],
      }),
  }
}
