import type { GithubRepository } from '#scanner/github/github-settings.ts'
import { type Github, openGithub } from '#scanner/github/open-github.ts'
import { parseGithubEnvironment, requireGithub } from '#scanner/github/parse-github-environment.ts'
import { version } from '../version.ts'

export interface ConnectedGithub {
  readonly github: Github
  readonly repository: GithubRepository
  /** Address of the repository's pages. */
  readonly pages: string
}

/** The repository that the environment names. Rejects with `EnvironmentError` or `GithubError`; waits are told on standard error. */
export async function connectGithub({ env, stderr }: NodeJS.Process): Promise<ConnectedGithub> {
  const environment = parseGithubEnvironment(env)
  const { repository, ...settings } = requireGithub(environment)
  const github = await openGithub(settings, repository, {
    userAgent: `pinwatch/${version}`,
    onWait: (message) => stderr.write(`${message}\n`),
  })
  return { github, repository, pages: `${environment.url}/${repository.owner}/${repository.repo}` }
}
