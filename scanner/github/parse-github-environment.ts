// the small build: it is loaded at every start
import * as z from 'zod/mini'
import { EnvironmentError } from '#scanner/environment.ts'
import type { GithubCredentials, GithubRepository, GithubSettings } from './github-settings.ts'

/** What each variable should be, as a sentence ends. */
const expectations = {
  GITHUB_API_URL: 'the base of the REST API, as https://api.github.com or https://HOST/api/v3',
  GITHUB_URL: 'the address of the web pages, as https://github.com',
  GITHUB_REPOSITORY: 'a repository, as OWNER/NAME',
  GITHUB_TOKEN: 'a token, without blanks',
  GITHUB_APP_ID: 'the number of a GitHub App',
  GITHUB_APP_PRIVATE_KEY: 'the private key of a GitHub App, as PEM',
  GITHUB_WEBHOOK_SECRET: 'a secret of 16 characters or more',
} as const

const webAddress = z.optional(z.string().check(z.refine((text) => /^https?:$/.test(protocolOf(text)))))

const schema = z.object({
  GITHUB_API_URL: webAddress,
  GITHUB_URL: webAddress,
  GITHUB_REPOSITORY: z.optional(z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/))),
  GITHUB_TOKEN: z.optional(z.string().check(z.regex(/^\S+$/))),
  GITHUB_APP_ID: z.optional(z.string().check(z.regex(/^\d+$/))),
  GITHUB_APP_PRIVATE_KEY: z.optional(z.string().check(z.regex(/-----BEGIN [A-Z ]*PRIVATE KEY-----/))),
  GITHUB_WEBHOOK_SECRET: z.optional(z.string().check(z.regex(/^.{16,}$/))),
})

export interface GithubEnvironment {
  readonly apiUrl: string
  /** Address of the web pages, without a slash at its end. */
  readonly url: string
  readonly repository: GithubRepository | null
  /** `null` where nothing says who we are. An App goes before a token. */
  readonly credentials: GithubCredentials | null
  readonly webhookSecret: string | null
}

/** Throws `EnvironmentError` with each wrong variable's name and what it should be. An empty variable is an unset one. */
export function parseGithubEnvironment(env: NodeJS.ProcessEnv): GithubEnvironment {
  const given = Object.keys(expectations).map((name) => [name, env[name] === '' ? undefined : env[name]])
  const parsed = schema.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] as (keyof typeof expectations)[]
    // most of them are secrets: what they are is not repeated
    throw new EnvironmentError(
      names.map((name) => `${name} is not what it should be: ${expectations[name]}.`).join('\n'),
    )
  }
  const { data } = parsed
  const [owner, repo] = data.GITHUB_REPOSITORY?.split('/') ?? []
  return {
    apiUrl: withoutSlash(data.GITHUB_API_URL ?? 'https://api.github.com'),
    url: withoutSlash(data.GITHUB_URL ?? 'https://github.com'),
    repository: owner === undefined || repo === undefined ? null : { owner, repo },
    credentials: credentialsOf(data),
    webhookSecret: data.GITHUB_WEBHOOK_SECRET ?? null,
  }
}

function credentialsOf(data: z.infer<typeof schema>): GithubCredentials | null {
  const { GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: key, GITHUB_TOKEN: token } = data
  if ((appId === undefined) !== (key === undefined))
    throw new EnvironmentError('a GitHub App needs both GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY.')
  // a key in one line, as files of settings have it
  if (appId !== undefined && key !== undefined) return { kind: 'app', appId, privateKey: key.replaceAll('\\n', '\n') }
  return token === undefined ? null : { kind: 'token', token }
}

/** Where to go and as whom. Throws `EnvironmentError` where the environment does not say. */
export function requireGithub(
  environment: GithubEnvironment,
): GithubSettings & { readonly repository: GithubRepository } {
  const { apiUrl, credentials, repository } = environment
  if (repository === null)
    throw new EnvironmentError('GITHUB_REPOSITORY is not set: name the repository, as OWNER/NAME.')
  if (credentials === null)
    throw new EnvironmentError(
      'GITHUB_TOKEN is not set: give a token, or GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY of an App.',
    )
  return { apiUrl, credentials, repository }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

const protocolOf = (text: string): string => (URL.canParse(text) ? new URL(text).protocol : '')
