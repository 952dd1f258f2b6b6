import { parseSource } from '#scanner/model/source.ts'
import { GitError } from './git-error.ts'

/** The URL as git is given it. Rejects what is none: git would take a path, a helper (`ext::`) or an option for one. */
export function transportUrl(url: string): string {
  const source = parseSource(url)
  if (source.kind !== 'url' || source.text.startsWith('-'))
    throw new GitError(
      'git-failed',
      `${JSON.stringify(url)} is not a URL that can be cloned: use https, http, git or ssh.`,
    )
  return source.repository
}
