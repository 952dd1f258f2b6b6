import { RequestError } from '@octokit/request-error'
import { GithubError } from './github-error.ts'

export interface Attempt {
  /** What failed, as a sentence begins: `the check run was not made`. */
  readonly what: string
  /** What a token needs for it, as GitHub's settings name it: `Checks: write`; `null` where any will do. */
  readonly permission: string | null
}

/** What GitHub refused and why, with the permission that is missing by name. */
export function explainFailure(cause: unknown, { what, permission }: Attempt): GithubError {
  const isPassing = cause instanceof RequestError && (cause.status >= 500 || cause.status === 429)
  const refuse = (why: string) => new GithubError(`GitHub: ${what}: ${why}`, { cause, isPassing })
  if (!(cause instanceof RequestError)) return refuse(`${cause instanceof Error ? cause.message : String(cause)}.`)
  const said = cause.message.split(' - https://')[0] ?? cause.message
  const accepted = cause.response?.headers['x-accepted-github-permissions']
  switch (cause.status) {
    case 401:
      return refuse('the token is wrong or has expired. Give a valid one in GITHUB_TOKEN.')
    case 403:
    case 404: {
      const wanted = typeof accepted === 'string' && accepted !== '' ? nameAccepted(accepted) : permission
      const hidden = cause.status === 404 ? ' (what a token may not see, GitHub calls not found)' : ''
      return refuse(
        wanted === null
          ? `${said}${hidden}. Look at the name of the repository and at what the token may see.`
          : `the token lacks the permission "${wanted}" for this repository${hidden}. Add it in the settings of the token or App, or under "permissions:" of the workflow.`,
      )
    }
    case 410:
      return refuse('issues are turned off in this repository. Turn them on in its settings.')
    case 422:
      return refuse(`${said}.`)
    default:
      // the client gives what never reached GitHub the status 500
      return refuse(
        cause.response === undefined
          ? `no answer (${said}). Try again.`
          : `answer ${cause.status} (${said}). Try again later.`,
      )
  }
}

/** `checks=write; contents=read` as people find it in the settings: `Checks: write`. */
const nameAccepted = (header: string): string =>
  header
    .split(/[;,]/)
    .map((pair) => pair.trim().replace('=', ': ').replace(/_/g, ' '))
    .filter((pair) => pair !== '')
    .map((pair) => pair.charAt(0).toUpperCase() + pair.slice(1))
    .join(' or ')
