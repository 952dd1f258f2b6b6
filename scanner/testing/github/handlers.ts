import { composeCheckRun, composeInstallation, composeIssue, composeOwnUser, composeReview } from './compose-answers.ts'
import type { FakeCheckRun, FakeIssue, FakeReview, FakeState, FakeToken } from './fake-state.ts'

/** A request that its description allows. */
export interface FakeRequest {
  readonly body: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, string | string[]>>
  readonly query: Readonly<Record<string, string | string[]>>
  readonly token: FakeToken
  /** Address of the repository that it is about. */
  readonly base: string
}

export interface FakeAnswer {
  readonly status: number
  readonly body: unknown
}

export interface FakeOperation {
  /** As GitHub's header names it; `null` needs none. */
  readonly permission: string | null
  answer(state: FakeState, request: FakeRequest): FakeAnswer
}

const notFound: FakeAnswer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.test' },
}

const unassignable = {
  message: 'Validation Failed',
  errors: [{ resource: 'Issue', field: 'assignees', code: 'invalid' }],
  documentation_url: 'https://docs.github.test',
}

/** What the fake can do, by the ids of GitHub's own description. */
export const operations: Readonly<Record<string, FakeOperation>> = {
  'checks/create': {
    permission: 'checks=write',
    answer: ({ checkRuns }, { body, base }) => {
      const run: FakeCheckRun = {
        id: checkRuns.length + 1,
        name: String(body.name),
        head_sha: String(body.head_sha),
        external_id: String(body.external_id ?? ''),
        status: 'queued',
        conclusion: null,
        details_url: null,
        title: null,
        summary: null,
        annotations: [],
      }
      changeRun(run, body)
      checkRuns.push(run)
      return { status: 201, body: composeCheckRun(run, base) }
    },
  },
  'checks/update': {
    permission: 'checks=write',
    answer: ({ checkRuns }, { body, params, base }) => {
      const run = checkRuns.find(({ id }) => id === Number(params.check_run_id))
      if (run === undefined) return notFound
      changeRun(run, body)
      return { status: 200, body: composeCheckRun(run, base) }
    },
  },
  'checks/get': {
    permission: 'checks=read',
    answer: ({ checkRuns }, { params, base }) => {
      const run = checkRuns.find(({ id }) => id === Number(params.check_run_id))
      return run === undefined ? notFound : { status: 200, body: composeCheckRun(run, base) }
    },
  },
  'checks/list-for-ref': {
    permission: 'checks=read',
    answer: ({ checkRuns }, { params, query, base }) => {
      const fitting = checkRuns
        .filter(({ head_sha, name }) => head_sha === params.ref && name === (query.check_name ?? name))
        // the newest first, as GitHub has them
        .reverse()
      const body = { total_count: fitting.length, check_runs: fitting.map((run) => composeCheckRun(run, base)) }
      return { status: 200, body }
    },
  },
  'pulls/list-reviews': {
    permission: 'pull_requests=read',
    answer: ({ reviews }, { params, base }) => ({
      status: 200,
      body: reviews
        .filter(({ pull }) => pull === Number(params.pull_number))
        .map((review) => composeReview(review, base)),
    }),
  },
  'pulls/create-review': {
    permission: 'pull_requests=write',
    answer: ({ reviews }, { body, params, base }) => {
      const review: FakeReview = {
        id: reviews.length + 1,
        pull: Number(params.pull_number),
        commit: String(body.commit_id),
        body: String(body.body),
        comments: Array.isArray(body.comments) ? body.comments : [],
      }
      reviews.push(review)
      return { status: 200, body: composeReview(review, base) }
    },
  },
  'issues/list-for-repo': {
    permission: 'issues=read',
    answer: ({ issues }, { query, base }) => {
      const state = query.state ?? 'open'
      const labels = typeof query.labels === 'string' ? query.labels.split(',') : []
      const size = Number(query.per_page ?? 30)
      const from = (Number(query.page ?? 1) - 1) * size
      const fitting = issues
        .filter(
          (issue) => (state === 'all' || issue.state === state) && labels.every((name) => issue.labels.includes(name)),
        )
        .slice(from, from + size)
      return { status: 200, body: fitting.map((issue) => composeIssue(issue, base)) }
    },
  },
  'issues/create': {
    permission: 'issues=write',
    answer: ({ issues }, { body, base }) => {
      // nobody whose login begins so has access
      if (Array.isArray(body.assignees) && body.assignees.some((login) => String(login).startsWith('stranger')))
        return { status: 422, body: unassignable }
      const issue: FakeIssue = {
        number: issues.length + 1,
        title: '',
        body: '',
        state: 'open',
        labels: [],
        assignees: [],
      }
      changeIssue(issue, body)
      issues.push(issue)
      return { status: 201, body: composeIssue(issue, base) }
    },
  },
  'issues/update': {
    permission: 'issues=write',
    answer: ({ issues }, { body, params, base }) => {
      const issue = issues.find(({ number }) => number === Number(params.issue_number))
      if (issue === undefined) return notFound
      changeIssue(issue, body)
      return { status: 200, body: composeIssue(issue, base) }
    },
  },
  'apps/get-repo-installation': {
    permission: null,
    answer: (_state, { base }) => ({ status: 200, body: composeInstallation(base) }),
  },
  'apps/create-installation-access-token': {
    permission: null,
    answer: ({ tokens }) => {
      tokens.set('of-the-installation', {
        login: 'pinwatch[bot]',
        permissions: ['checks=write', 'pull_requests=write'],
      })
      return {
        status: 201,
        body: { token: 'of-the-installation', expires_at: '2199-01-01T00:00:00Z', permissions: { checks: 'write' } },
      }
    },
  },
  'users/get-authenticated': {
    permission: null,
    answer: (_state, { token }) => ({ status: 200, body: composeOwnUser(token.login) }),
  },
  'users/list-emails-for-authenticated-user': {
    permission: null,
    answer: (_state, { token }) => ({
      status: 200,
      body: [{ email: `${token.login}@example.org`, primary: true, verified: true, visibility: null }],
    }),
  },
}

function changeRun(run: FakeCheckRun, body: Readonly<Record<string, unknown>>): void {
  if (typeof body.status === 'string') run.status = body.status
  if (typeof body.conclusion === 'string') run.conclusion = body.conclusion
  if (typeof body.details_url === 'string') run.details_url = body.details_url
  const output = body.output as { title?: string; summary?: string; annotations?: unknown[] } | undefined
  if (output === undefined) return
  run.title = output.title ?? run.title
  run.summary = output.summary ?? run.summary
  run.annotations.push(...(output.annotations ?? []))
}

function changeIssue(issue: FakeIssue, body: Readonly<Record<string, unknown>>): void {
  if (body.title !== undefined) issue.title = String(body.title)
  if (typeof body.body === 'string') issue.body = body.body
  if (body.state === 'open' || body.state === 'closed') issue.state = body.state
  if (typeof body.state_reason === 'string') issue.state_reason = body.state_reason
  else if (body.state === 'open') delete issue.state_reason
  if (Array.isArray(body.labels)) issue.labels = body.labels.map(String)
  if (Array.isArray(body.assignees)) issue.assignees = body.assignees.map(String)
}
