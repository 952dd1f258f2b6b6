import type { ListedCheck } from './queries/check-columns.ts'

/** Where the code of a check can be read: on the GitHub that told of it; `null` where nobody did. */
export function repositoryUrl({ repository }: Pick<ListedCheck, 'repository'>, env: NodeJS.ProcessEnv): string | null {
  return repository === null ? null : `${(env.GITHUB_URL || 'https://github.com').replace(/\/+$/, '')}/${repository}`
}

/** One line of a file at a commit. */
export const lineUrl = (repository: string, commit: string, path: string, line: number): string =>
  `${repository}/blob/${commit}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}`
