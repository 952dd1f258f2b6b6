import { GitError } from './git-error.ts'
import type { Tag } from './list-tags.ts'
import type { Commit, Repository } from './open-repository.ts'
import { runGit } from './spawn-git.ts'

/** What people see of a commit. */
export interface CommitDescription {
  /** Tag, else branch as it was asked for, else twelve digits; never `HEAD`. */
  readonly label: string
  readonly subject: string
  readonly committedAt: Date
}

/** Reads a commit's subject and date, and names it: by `tags`, all of the repository's, before anything else. */
export async function describeCommit(
  repository: Repository,
  commit: Commit,
  tags: readonly Tag[],
): Promise<CommitDescription> {
  const object = await repository.objects.read(commit.oid)
  if (object === null) throw new GitError('missing-object', `${commit.oid} is missing in ${repository.directory}.`)
  const text = object.content.toString()
  const committed = /^committer .*> (-?\d+) [+-]\d+$/m.exec(text)?.[1]
  const body = text.slice(text.indexOf('\n\n') + 2)
  return {
    label: await labelOf(repository, commit, tags),
    subject: body.trimStart().split('\n', 1)[0] ?? '',
    committedAt: new Date(Number(committed ?? 0) * 1000),
  }
}

async function labelOf(repository: Repository, { oid, name }: Commit, tags: readonly Tag[]): Promise<string> {
  const here = tags.filter(({ commit }) => commit === oid)
  const plain = name.replace(/^(?:refs\/)?tags\//, '')
  const asked = here.find((tag) => tag.name === plain)
  const [first] = [...here].sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
  if (asked !== undefined || first !== undefined) return (asked ?? first)?.name ?? ''
  return (await isBranch(repository, name)) ? name.replace(/^(?:refs\/)?heads\//, '') : oid.slice(0, 12)
}

async function isBranch({ directory }: Repository, name: string): Promise<boolean> {
  const { stdout } = await runGit(directory, ['for-each-ref', '--format=%(refname)', 'refs/heads/', 'refs/remotes/'])
  const refs = new Set(stdout.split('\n'))
  return ['', 'refs/', 'refs/heads/', 'refs/remotes/'].some((prefix) => refs.has(`${prefix}${name}`))
}
