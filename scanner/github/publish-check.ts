import { randomUUID } from 'node:crypto'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import { completeCheckRun } from './complete-check-run.ts'
import { describeCheck } from './describe-check.ts'
import type { GithubRepository } from './github-settings.ts'
import { openCheckRun } from './open-check-run.ts'
import type { Github } from './open-github.ts'

export interface PublishedCheck {
  readonly checked: CheckDocument
  /** Page with more, or `null`. */
  readonly detailsUrl: string | null
}

/** Makes a check run at the head of a checked range, with all findings as annotations. Returns its address. Rejects with `GithubError`. */
export async function publishCheck(
  github: Github,
  repository: GithubRepository,
  { checked, detailsUrl }: PublishedCheck,
): Promise<string> {
  const run = await openCheckRun(github, repository, {
    name: 'pinwatch',
    commit: checked.head.commit,
    externalId: randomUUID(),
    detailsUrl,
    mayBeThere: false,
  })
  await completeCheckRun(github, repository, run, describeCheck(checked))
  return run.url
}
