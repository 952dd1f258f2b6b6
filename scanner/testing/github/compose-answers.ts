import type { FakeCheckRun, FakeIssue, FakeReview } from './fake-state.ts'

const at = '2026-11-30T10:00:00Z'

/** An account as every answer shows it. */
export function composeUser(login: string) {
  const url = `https://github.test/users/${login}`
  const links = [
    'followers',
    'following',
    'gists',
    'starred',
    'subscriptions',
    'organizations',
    'repos',
    'events',
    'received_events',
  ]
  return {
    login,
    id: 1,
    node_id: 'U_1',
    avatar_url: `${url}/avatar`,
    gravatar_id: '',
    url,
    html_url: `https://github.test/${login}`,
    type: 'User',
    site_admin: false,
    ...Object.fromEntries(links.map((name) => [`${name}_url`, `${url}/${name}`])),
  }
}

/** The account of a token, with what only itself may see. */
export function composeOwnUser(login: string) {
  const empty = Object.fromEntries(
    ['bio', 'blog', 'company', 'email', 'hireable', 'location', 'name'].map((name) => [name, null]),
  )
  const counts = [
    'followers',
    'following',
    'public_gists',
    'public_repos',
    'collaborators',
    'disk_usage',
    'owned_private_repos',
    'private_gists',
    'total_private_repos',
  ]
  return {
    ...composeUser(login),
    ...empty,
    ...Object.fromEntries(counts.map((name) => [name, 0])),
    created_at: at,
    updated_at: at,
    two_factor_authentication: true,
  }
}

/** The installation of an App in a repository. */
export function composeInstallation(base: string) {
  const url = `${base}/app/installations/7`
  return {
    id: 7,
    app_id: 1,
    app_slug: 'pinwatch',
    target_id: 1,
    target_type: 'Organization',
    single_file_name: null,
    repository_selection: 'all',
    access_tokens_url: `${url}/access_tokens`,
    html_url: 'https://github.test/installations/7',
    repositories_url: `${base}/installation/repositories`,
    events: [],
    account: composeUser('o'),
    permissions: { checks: 'write' },
    created_at: at,
    updated_at: at,
    suspended_by: null,
    suspended_at: null,
  }
}

export function composeIssue(issue: FakeIssue, base: string) {
  const { number, title, body, state, labels, assignees, state_reason = null } = issue
  const url = `${base}/issues/${number}`
  return {
    id: number,
    node_id: `I_${number}`,
    number,
    title,
    body,
    state,
    state_reason,
    locked: false,
    url,
    repository_url: base,
    html_url: `https://github.test/issues/${number}`,
    ...Object.fromEntries(['labels', 'comments', 'events'].map((name) => [`${name}_url`, `${url}/${name}`])),
    user: composeUser('someone'),
    labels: labels.map((name, index) => ({
      id: index + 1,
      node_id: 'L',
      url: `${base}/labels/1`,
      name,
      color: 'ededed',
      default: false,
      description: null,
    })),
    assignee: assignees[0] === undefined ? null : composeUser(assignees[0]),
    assignees: assignees.map(composeUser),
    milestone: null,
    comments: 0,
    author_association: 'NONE',
    closed_at: state === 'closed' ? at : null,
    created_at: at,
    updated_at: at,
  }
}

export function composeCheckRun(run: FakeCheckRun, base: string) {
  const url = `${base}/check-runs/${run.id}`
  return {
    id: run.id,
    node_id: `C_${run.id}`,
    head_sha: run.head_sha,
    name: run.name,
    external_id: run.external_id,
    url,
    html_url: `https://github.test/runs/${run.id}`,
    details_url: run.details_url,
    status: run.status,
    conclusion: run.conclusion,
    started_at: at,
    completed_at: run.status === 'completed' ? at : null,
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
    output: {
      title: run.title,
      summary: run.summary,
      text: null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
  }
}

export function composeReview({ id, pull, commit, body }: FakeReview, base: string) {
  const url = `${base}/pulls/${pull}`
  return {
    id,
    node_id: `R_${id}`,
    user: composeUser('pinwatch-bot'),
    body,
    state: 'COMMENTED',
    html_url: `https://github.test/pull/${pull}#review-${id}`,
    pull_request_url: url,
    _links: { html: { href: `https://github.test/pull/${pull}` }, pull_request: { href: url } },
    submitted_at: at,
    commit_id: commit,
    author_association: 'NONE',
  }
}
