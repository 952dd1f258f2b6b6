import { RequestError } from '@octokit/request-error'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import { composeBody, type IssueContent } from './issue-body.ts'
import type { IssueKind } from './issue-marker.ts'
import { issueLabel, type KnownIssue, listKnownIssues } from './list-known-issues.ts'
import type { Github } from './open-github.ts'
import type { WantedIssue } from './wanted-issue.ts'

export interface Syncing {
  readonly kind: IssueKind
  readonly wanted: readonly WantedIssue[]
  /** Marks of the issues that this is about; others are left alone. `null`: all of this kind. */
  readonly scope: ReadonlySet<string> | null
  /** Told of each as it is done. */
  readonly onIssue: (issue: SyncedIssue) => void
}

export interface SyncedIssue {
  readonly done: 'opened' | 'updated' | 'closed' | 'reopened' | 'unchanged'
  readonly number: number
  readonly title: string
  /** Whom GitHub does not let it be assigned to. */
  readonly unassignable?: string
}

/** Where, and which kind of issues. */
interface Place {
  readonly github: Github
  readonly repository: GithubRepository
  readonly kind: IssueKind
}

/**
 * Brings issues in step with what is wanted: opens, updates, closes those of which nothing is left, reopens. What people wrote and their
 * labels stay, and who is assigned once it is opened. May be cut off anywhere and run again: issues are found by a mark in their text, and
 * one that may have been opened is looked for before it is opened again. Rejects with `GithubError`.
 */
export async function syncIssues(
  github: Github,
  repository: GithubRepository,
  { kind, wanted, scope, onIssue }: Syncing,
): Promise<void> {
  const place = { github, repository, kind }
  const left = new Map(await listKnownIssues(github, repository, kind))
  for (const issue of wanted) {
    const current = left.get(issue.marker)
    left.delete(issue.marker)
    onIssue(current === undefined ? await open(place, issue) : await update(place, issue, current))
  }
  // nothing of these is left: no row or claim names them any more
  for (const [marker, current] of left)
    if (scope === null || scope.has(marker))
      onIssue(await update(place, { marker, open: [], ...(kind === 'assignment' ? { done: [] } : {}) }, current))
}

async function open(place: Place, issue: WantedIssue): Promise<SyncedIssue> {
  const { github, repository, kind } = place
  const { text } = composeBody(issue, '')
  for (let attempt = 0; ; attempt++) {
    try {
      // never repeated unseen: the answer may be lost, and the issue be there
      const { data } = await github.rest.issues.create({
        ...repository,
        title: issue.title,
        body: text,
        labels: [issueLabel],
        ...(issue.assignee === undefined ? {} : { assignees: [issue.assignee] }),
        request: { retries: 0 },
      })
      const { number, title } = data
      // from whoever may not assign, GitHub takes the issue without the assignee
      const isAssigned = data.assignees?.some(({ login }) => isSame(login, issue.assignee)) ?? false
      const refused = issue.assignee === undefined || isAssigned ? {} : { unassignable: issue.assignee }
      return { done: 'opened', number, title, ...refused }
    } catch (cause) {
      if (issue.assignee !== undefined && refusesAssignee(cause)) {
        const { assignee, ...unassigned } = issue
        return { ...(await open(place, unassigned)), unassignable: assignee }
      }
      const isLost = !(cause instanceof RequestError) || cause.status >= 500
      const found = isLost ? (await listKnownIssues(github, repository, kind)).get(issue.marker) : undefined
      if (found !== undefined) return { done: 'opened', number: found.number, title: found.title }
      if (!isLost || attempt >= 2)
        throw explainFailure(cause, { what: `"${issue.title}" was not opened`, permission: 'Issues: write' })
    }
  }
}

/** Logins are one in any case. */
const isSame = (login: string, other: string | undefined): boolean => login.toLowerCase() === other?.toLowerCase()

/** 422 for a login that may not be assigned there names the field. */
const refusesAssignee = (cause: unknown): boolean =>
  cause instanceof RequestError &&
  cause.status === 422 &&
  JSON.stringify(cause.response?.data ?? '').includes('"assignees"')

async function update(
  place: Place,
  issue: IssueContent & Pick<WantedIssue, 'assignee'>,
  current: KnownIssue,
): Promise<SyncedIssue> {
  const { text, left, done: ticked } = composeBody(issue, current.body)
  const isOpen = left > 0
  const done = isOpen ? (current.isOpen ? 'updated' : 'reopened') : 'closed'
  const { number, title } = current
  if (normalized(text) === normalized(current.body) && current.isOpen === isOpen)
    return { done: 'unchanged', number, title }
  const { github, repository } = place
  try {
    await github.rest.issues.update({
      ...repository,
      issue_number: number,
      body: text,
      ...(isOpen
        ? { state: 'open' as const }
        : { state: 'closed' as const, state_reason: ticked > 0 ? ('completed' as const) : ('not_planned' as const) }),
    })
  } catch (cause) {
    throw explainFailure(cause, { what: `issue ${number} was not changed`, permission: 'Issues: write' })
  }
  return { done, number, title }
}

/** GitHub keeps the line ends that a browser sent. */
const normalized = (text: string): string => text.replace(/\r\n/g, '\n').trimEnd()
