import type { Tag } from './list-tags.ts'
import type { Commit, Repository } from './open-repository.ts'
import { runGit } from './spawn-git.ts'

/**
 * What people call a commit: the tag it was asked for by, another tag that points at it, or the branch it was asked for by. `null` if there
 * is none of them: `HEAD` says nothing of what it was. `tags` are all of the repository's, by commit.
 */
export async function labelCommit(
  repository: Repository,
  { oid, name }: Commit,
  tags: ReadonlyMap<string, readonly Tag[]>,
): Promise<string | null> {
  const here = tags.get(oid) ?? []
  const plain = name.replace(/^(?:refs\/)?tags\//, '')
  const asked = here.find((tag) => tag.name === plain)
  if (asked !== undefined) return asked.name
  const [first] = here.toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
  if (first !== undefined) return first.name
  return (await isBranch(repository, name)) ? name.replace(/^(?:refs\/)?heads\//, '') : null
}

async function isBranch({ directory }: Repository, name: string): Promise<boolean> {
  const { stdout } = await runGit(directory, ['for-each-ref', '--format=%(refname)', 'refs/heads/', 'refs/remotes/'])
  const refs = new Set(stdout.split('\n'))
  return ['', 'refs/', 'refs/heads/', 'refs/remotes/'].some((prefix) => refs.has(`${prefix}${name}`))
}
