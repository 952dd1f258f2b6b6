import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import { type IssueKind, markerIn } from './issue-marker.ts'
import type { Github } from './open-github.ts'

/** Issues of ours carry it: by it they are listed, without looking at all others. */
export const issueLabel = 'pinwatch'

export interface KnownIssue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly isOpen: boolean
  /** Somebody closed it as not planned. */
  readonly isRejected: boolean
  /** Logins. */
  readonly assignees: readonly string[]
}

/** Our issues of one kind by their mark; of two with one mark, as another program may have made them, the older counts. */
export async function listKnownIssues(
  github: Github,
  repository: GithubRepository,
  kind: IssueKind,
): Promise<ReadonlyMap<string, KnownIssue>> {
  const known = new Map<string, KnownIssue>()
  try {
    const pages = github.paginate.iterator(github.rest.issues.listForRepo, {
      ...repository,
      labels: issueLabel,
      state: 'all',
      per_page: 100,
      sort: 'created',
      direction: 'asc',
    })
    for await (const { data } of pages) {
      for (const { number, title, body, state, state_reason: reason, assignees, pull_request: isPull } of data) {
        const marker = markerIn(body ?? '', kind)
        if (marker === null || isPull || known.has(marker)) continue
        known.set(marker, {
          number,
          title,
          body: body ?? '',
          isOpen: state === 'open',
          isRejected: state === 'closed' && reason === 'not_planned',
          assignees: (assignees ?? []).map(({ login }) => login),
        })
      }
    }
    return known
  } catch (cause) {
    throw explainFailure(cause, { what: 'the issues could not be listed', permission: 'Issues: read' })
  }
}
