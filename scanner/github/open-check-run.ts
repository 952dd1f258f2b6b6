import { RequestError } from '@octokit/request-error'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import type { Github } from './open-github.ts'

export interface CheckRunWish {
  /** As GitHub shows it beside the commit. */
  readonly name: string
  readonly commit: string
  /** By it the run is found again, whatever became of the answer that told of it. */
  readonly externalId: string
  /** Page with more, or `null`. */
  readonly detailsUrl: string | null
  /** Whether an earlier try may have made it. */
  readonly mayBeThere: boolean
}

export interface OpenedCheckRun {
  readonly id: number
  /** Its page. */
  readonly url: string
  /** So many annotations it has already. */
  readonly annotations: number
}

export const writingCheckRun = { what: 'the check run was not written', permission: 'Checks: write' } as const

const triesMax = 3

/**
 * The check run of a commit, in progress: one that an earlier try has made, or a new one. An answer that got lost does not make a second one.
 * Rejects with `GithubError`.
 */
export async function openCheckRun(
  github: Github,
  repository: GithubRepository,
  wish: CheckRunWish,
): Promise<OpenedCheckRun> {
  try {
    const known = wish.mayBeThere ? await find(github, repository, wish) : null
    return known ?? (await create(github, repository, wish))
  } catch (cause) {
    throw explainFailure(cause, writingCheckRun)
  }
}

async function create(
  github: Github,
  repository: GithubRepository,
  { name, commit, externalId, detailsUrl, mayBeThere }: CheckRunWish,
): Promise<OpenedCheckRun> {
  for (let tries = 1; ; tries++) {
    try {
      const { data } = await github.rest.checks.create({
        ...repository,
        name,
        head_sha: commit,
        external_id: externalId,
        status: 'in_progress',
        ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
        // never repeated unseen
        request: { retries: 0 },
      })
      return { id: data.id, url: data.html_url ?? '', annotations: 0 }
    } catch (cause) {
      if (!isLost(cause)) throw cause
      const found = await find(github, repository, { name, commit, externalId, detailsUrl, mayBeThere })
      if (found !== null) return found
      if (tries === triesMax) throw cause
    }
  }
}

async function find(
  github: Github,
  repository: GithubRepository,
  { name, commit, externalId }: CheckRunWish,
): Promise<OpenedCheckRun | null> {
  const { data } = await github.rest.checks.listForRef({
    ...repository,
    ref: commit,
    check_name: name,
    filter: 'all',
    per_page: 100,
  })
  const run = data.check_runs.find((one) => one.external_id === externalId)
  return run === undefined ? null : { id: run.id, url: run.html_url ?? '', annotations: run.output.annotations_count }
}

/** Whether what was asked may have been done, though nobody says so. */
export const isLost = (cause: unknown): boolean => !(cause instanceof RequestError) || cause.status >= 500
