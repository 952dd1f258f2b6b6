import { createAppAuth } from '@octokit/auth-app'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository, GithubSettings } from './github-settings.ts'

/** The client that all calls go through. */
export type Github = Octokit

const Client = Octokit.plugin(throttling, retry)

/** So often a request is made again that GitHub put off: after that the limit is not about to lift. */
const putOffMax = 3

export interface GithubOptions {
  readonly userAgent: string
  /** Told in a sentence when GitHub makes us wait. */
  readonly onWait: (message: string) => void
}

/**
 * A client for one repository: waits where GitHub limits requests (primary and secondary limits), and repeats what failed on its side.
 * Rejects with `GithubError` where an App is not installed there.
 */
export async function openGithub(
  { apiUrl, credentials }: GithubSettings,
  repository: GithubRepository,
  { userAgent, onWait }: GithubOptions,
): Promise<Github> {
  const putOff = (what: string) => (seconds: number, _options: object, _octokit: unknown, count: number) => {
    if (count >= putOffMax) return false
    onWait(`GitHub's ${what} is reached: going on in ${seconds} s.`)
    return true
  }
  const common = {
    baseUrl: apiUrl,
    userAgent,
    log: silent,
    throttle: { onRateLimit: putOff('rate limit'), onSecondaryRateLimit: putOff('secondary rate limit') },
  }
  if (credentials.kind === 'token') return new Client({ ...common, auth: credentials.token })
  const { appId, privateKey } = credentials
  const app = new Client({ ...common, authStrategy: createAppAuth, auth: { appId, privateKey } })
  const { data } = await app.rest.apps
    .getRepoInstallation({ ...repository })
    .catch((cause) =>
      Promise.reject(explainFailure(cause, { what: 'the installation of the App was not found', permission: null })),
    )
  return new Client({ ...common, authStrategy: createAppAuth, auth: { appId, privateKey, installationId: data.id } })
}

/** What the client would tell on standard error is told by `onWait` and by errors. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
