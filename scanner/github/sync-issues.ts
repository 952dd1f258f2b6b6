import { RequestError } from '@octokit/request-error'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import { composeBody } from './issue-body.ts'
import type { Github } from './open-github.ts'
import type { WantedIssue } from './wanted-issue.ts'

/** Issues of ours carry it: by it they are listed, without looking at all others. */
const issueLabel = 'pinwatch'

export interface Syncing {
  readonly wanted: readonly WantedIssue[]
  /** Marks of the issues that this is about; others are left alone. `null`: all of ours. */
  readonly scope: ReadonlySet<string> | null
  /** Told of each as it is done. */
  readonly onIssue: (issue: SyncedIssue) => void
}

export interface SyncedIssue {
  readonly done: 'opened' | 'updated' | 'closed' | 'reopened' | 'unchanged'
  readonly number: number
  readonly title: string
}

interface KnownIssue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
}

/**
 * Brings issues in step with what is wanted: opens, updates, closes those of which nothing is left, reopens. What people wrote, their labels
 * and who is assigned stay. May be cut off anywhere and run again: issues are found by a mark in their text, and one that may have been
 * opened is looked for before it is opened again. Rejects with `GithubError`.
 */
export async function syncIssues(
  github: Github,
  repository: GithubRepository,
  { wanted, scope, onIssue }: Syncing,
): Promise<void> {
  const known = await listKnown(github, repository)
  const left = new Map(known)
  for (const issue of wanted) {
    const current = left.get(issue.marker)
    left.delete(issue.marker)
    onIssue(
      current === undefined ? await open(github, repository, issue) : await update(github, repository, issue, current),
    )
  }
  // of these subsystems nothing is left: no row names them any more
  for (const [marker, current] of left)
    if (scope === null || scope.has(marker)) onIssue(await update(github, repository, { marker, open: [] }, current))
}

/** By their mark; of two with one mark, as another program may have made them, the older counts. */
async function listKnown(github: Github, repository: GithubRepository): Promise<ReadonlyMap<string, KnownIssue>> {
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
      for (const { number, title, body, state, pull_request: isPull } of data) {
        const marker = /<!-- pinwatch:issue:[0-9a-f]{16} -->/.exec(body ?? '')?.[0]
        if (marker !== undefined && !isPull && !known.has(marker))
          known.set(marker, { number, title, body: body ?? '', state })
      }
    }
    return known
  } catch (cause) {
    throw explainFailure(cause, { what: 'the issues could not be listed', permission: 'Issues: read' })
  }
}

async function open(github: Github, repository: GithubRepository, issue: WantedIssue): Promise<SyncedIssue> {
  const { text } = composeBody(issue, '')
  for (let attempt = 0; ; attempt++) {
    try {
      // never repeated unseen: the answer may be lost, and the issue be there
      const { data } = await github.rest.issues.create({
        ...repository,
        title: issue.title,
        body: text,
        labels: [issueLabel],
        request: { retries: 0 },
      })
      return { done: 'opened', number: data.number, title: data.title }
    } catch (cause) {
      const isLost = !(cause instanceof RequestError) || cause.status >= 500
      const found = isLost ? (await listKnown(github, repository)).get(issue.marker) : undefined
      if (found !== undefined) return { done: 'opened', number: found.number, title: found.title }
      if (!isLost || attempt >= 2)
        throw explainFailure(cause, { what: `"${issue.title}" was not opened`, permission: 'Issues: write' })
    }
  }
}

async function update(
  github: Github,
  repository: GithubRepository,
  issue: Pick<WantedIssue, 'marker' | 'open'>,
  current: KnownIssue,
): Promise<SyncedIssue> {
  const { text, left } = composeBody(issue, current.body)
  const isOpen = left > 0
  const done = isOpen ? (current.state === 'open' ? 'updated' : 'reopened') : 'closed'
  if (normalized(text) === normalized(current.body) && (current.state === 'open') === isOpen)
    return { done: 'unchanged', number: current.number, title: current.title }
  await change(github, repository, current, text, isOpen)
  return { done, number: current.number, title: current.title }
}

/** GitHub keeps the line ends that a browser sent. */
const normalized = (text: string): string => text.replace(/\r\n/g, '\n').trimEnd()

async function change(
  github: Github,
  repository: GithubRepository,
  current: KnownIssue,
  body: string,
  isOpen: boolean,
): Promise<void> {
  try {
    await github.rest.issues.update({
      ...repository,
      issue_number: current.number,
      body,
      state: isOpen ? 'open' : 'closed',
      ...(isOpen ? {} : { state_reason: 'completed' as const }),
    })
  } catch (cause) {
    throw explainFailure(cause, { what: `issue ${current.number} was not changed`, permission: 'Issues: write' })
  }
}
