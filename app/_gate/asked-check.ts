import { parseCheckRunId } from '#scanner/model/gate-check.ts'
import { branchOf, checkRunSchema, pullRequestSchema, pushSchema } from './webhook-payload.ts'

/** A range that GitHub tells of. */
export interface AskedCheck {
  readonly origin: 'push' | 'pull-request'
  readonly branch: string
  readonly pullRequest: number | null
  readonly baseRevision: string
  /** Where the base is a branch, or what else there is if it is gone. */
  readonly baseBranch: string
  readonly headCommit: string
}

/** What a delivery asks for. */
export type Asked =
  | { readonly kind: 'check'; readonly repository: string; readonly check: AskedCheck }
  /** A check of ours, again. */
  | { readonly kind: 'again'; readonly repository: string; readonly checkId: number }
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'wrong'; readonly problem: string }

/** Of a pull request: when what it brings has changed. */
const pullRequestActions: ReadonlySet<string> = new Set(['opened', 'synchronize', 'reopened', 'ready_for_review'])

/** Reads a delivery whose signature is right; `payload` is its body, parsed. */
export function readDelivery(event: string, payload: unknown): Asked {
  switch (event) {
    case 'ping':
      return nothing('The webhook works.')
    case 'push':
      return readPush(payload)
    case 'pull_request':
      return readPullRequest(payload)
    case 'check_run':
      return readCheckRun(payload)
    default:
      return nothing(`Nothing is done about ${event}.`)
  }
}

function readPush(payload: unknown): Asked {
  const parsed = pushSchema.safeParse(payload)
  if (!parsed.success) return wrong(parsed.error)
  const { ref, before, after, repository } = parsed.data
  const branch = branchOf(ref)
  if (branch === null) return nothing('Only pushes to branches are checked.')
  if (isNone(after)) return nothing('The branch is gone.')
  if (isNone(before) && branch === repository.default_branch)
    return nothing('The branch is new, and there is no other to compare it with.')
  return {
    kind: 'check',
    repository: repository.full_name,
    check: {
      origin: 'push',
      branch,
      pullRequest: null,
      baseRevision: before,
      baseBranch: repository.default_branch,
      headCommit: after,
    },
  }
}

function readPullRequest(payload: unknown): Asked {
  const parsed = pullRequestSchema.safeParse(payload)
  if (!parsed.success) return wrong(parsed.error)
  const { action, number, changes, pull_request: pull, repository } = parsed.data
  const isRebased = action === 'edited' && changes?.base !== undefined
  if (!pullRequestActions.has(action) && !isRebased) return nothing(`Nothing is done when a pull request is ${action}.`)
  return {
    kind: 'check',
    repository: repository.full_name,
    check: {
      origin: 'pull-request',
      branch: pull.head.ref,
      pullRequest: number,
      baseRevision: pull.base.sha,
      baseBranch: pull.base.ref,
      headCommit: pull.head.sha,
    },
  }
}

function readCheckRun(payload: unknown): Asked {
  const parsed = checkRunSchema.safeParse(payload)
  if (!parsed.success) return wrong(parsed.error)
  const { action, check_run: run, repository } = parsed.data
  const checkId = parseCheckRunId(run.external_id ?? '')
  return action === 'rerequested' && checkId !== null
    ? { kind: 'again', repository: repository.full_name, checkId }
    : nothing('This is no check of ours that somebody wants again.')
}

/** How GitHub writes a commit that is not there. */
const isNone = (oid: string): boolean => /^0+$/.test(oid)

const nothing = (why: string): Asked => ({ kind: 'nothing', why })

const wrong = ({ issues }: { readonly issues: readonly { path: PropertyKey[]; message: string }[] }): Asked => ({
  kind: 'wrong',
  problem: issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`).join(' '),
})
