import { type Stats, statSync } from 'node:fs'
import { explainStart } from './explain-failure.ts'
import { GitError } from './git-error.ts'
import { openLastingReader } from './open-lasting-reader.ts'
import { type GitObject, type ObjectReader, openObjectReader } from './open-object-reader.ts'
import { parseCommit } from './parse-commit.ts'
import type { Lacking } from './spare-lacking.ts'
import { runGit } from './spawn-git.ts'

export interface Repository {
  readonly directory: string
  readonly objects: ObjectReader
  /** What a partial clone lacks of the tree that is looked at (`spareLacking`); absent if nothing. */
  readonly lacking?: Lacking
  close(): void
}

export interface Commit {
  readonly oid: string
  readonly tree: string
  /** Revision as it was asked for. */
  readonly name: string
  /** First paragraph of the message as one line, as git's `%s`. */
  readonly subject: string
  /** The committer's date. */
  readonly committedAt: Date
}

/** Since 2.32 git can be kept from reading the host's configuration (`GIT_CONFIG_GLOBAL`). */
const oldestGit: readonly [number, number] = [2, 32]

/** Opens a work tree, a bare repository or any other directory that git takes for one. Nothing in it is written. */
export function openRepository(directory: string): Promise<Repository> {
  return openWith(directory, openObjectReader)
}

/** As `openRepository`, for many revisions: one git serves all of them, and where it fails in one, another serves the next. */
export function openLastingRepository(directory: string): Promise<Repository> {
  return openWith(directory, openLastingReader)
}

async function openWith(directory: string, open: (directory: string) => ObjectReader): Promise<Repository> {
  requireDirectory(directory)
  const objects = open(directory)
  try {
    await requireGit(directory)
  } catch (error) {
    objects.close()
    throw error
  }
  return { directory, objects, close: () => objects.close() }
}

function requireDirectory(directory: string): void {
  const refuse = (why: string, options?: ErrorOptions) =>
    new GitError('no-such-directory', `${directory || '""'}: ${why}. Name the folder of a kernel git tree.`, options)
  let stat: Stats
  try {
    stat = statSync(directory)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    throw refuse(code === 'EACCES' ? 'you may not look into this directory' : 'no such directory', { cause })
  }
  if (!stat.isDirectory()) throw refuse('not a directory')
}

/** The PATH that a git which is new enough was found by. */
let knownPath: string | null = null

/** Rejects with a `GitError` where git is missing or too old. A process asks once, if it is neither. */
export async function requireGit(directory: string): Promise<void> {
  const path = process.env.PATH ?? ''
  if (path === knownPath) return
  const { stdout } = await runGit(directory, ['--version']).catch((cause: NodeJS.ErrnoException) => {
    throw explainStart(cause)
  })
  const version = /(\d+)\.(\d+)/.exec(stdout)
  const major = Number(version?.[1] ?? 0)
  const minor = Number(version?.[2] ?? 0)
  if (major < oldestGit[0] || (major === oldestGit[0] && minor < oldestGit[1])) {
    throw new GitError(
      'git-too-old',
      `${stdout.trim() || 'git of unknown version'}: Pinwatch needs git ${oldestGit.join('.')} or newer. Update it, or put a newer one first in PATH.`,
    )
  }
  knownPath = path
}

/** The commit a revision names: branch, tag, `HEAD~3`, id. Rejects with a `GitError` that says why there is none. */
export async function resolveCommit(repository: Repository, name: string): Promise<Commit> {
  if (name.trim() === '')
    throw new GitError('bad-revision-name', 'the revision is empty. Name a tag, branch or commit.')
  const commit = await repository.objects.read(`${name}^{commit}`)
  if (commit === null) throw await explainNoCommit(repository, name)
  return { oid: commit.oid, tree: treeOf(commit, repository.directory), name, ...parseCommit(commit.content) }
}

function treeOf(commit: GitObject, directory: string): string {
  const tree = /^tree ([0-9a-f]+)\n/.exec(commit.content.toString('latin1'))?.[1]
  if (tree === undefined)
    throw new GitError('corrupt-object', `${commit.oid} in ${directory}: a commit without a tree. Run git fsck there.`)
  return tree
}

async function explainNoCommit({ directory, objects }: Repository, name: string): Promise<GitError> {
  const listed = await runGit(directory, ['for-each-ref', '--format=%(objectname) %(refname)'])
  if (listed.code !== 0) return new GitError('not-a-repository', `${directory}: ${listed.stderr.trim()}`)
  const refs = listed.stdout.split('\n').flatMap((line) => {
    const [oid, refname] = line.split(' ')
    return oid !== undefined && refname !== undefined ? [{ oid, refname }] : []
  })
  const head = await runGit(directory, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  const target = name === 'HEAD' ? head.stdout.trim() : refs.find(({ refname }) => isNamed(refname, name))?.oid
  if (target && (await objects.read(`${target}^{}`)) === null) {
    return new GitError(
      'corrupt-object',
      `${directory}: ${JSON.stringify(name)} names ${target}, and that object is missing or corrupt. Run git fsck there, and fetch it anew.`,
    )
  }
  const [first] = refs
  if (name === 'HEAD' && !target) {
    return first === undefined
      ? new GitError('empty-repository', `${directory}: the repository is empty. Fetch or commit something first.`)
      : new GitError(
          'unborn-head',
          `${directory}: HEAD names a branch without a commit. Say which revision with --rev, as --rev ${example(first.refname)}.`,
        )
  }
  // asked without a type, git tells an id that is too short from one that is not there: then this rejects
  if (/^[0-9a-f]+$/i.test(name)) await objects.read(name)
  const shallow = await runGit(directory, ['rev-parse', '--is-shallow-repository'])
  const hint = shallow.stdout.startsWith('true')
    ? 'The clone is shallow: fetch more of it (git fetch --unshallow, or the tag itself).'
    : 'List what there is with git tag or git branch -a.'
  return new GitError(
    'unknown-revision',
    `${JSON.stringify(name)}: no such revision in ${directory === '.' ? 'the repository here' : directory}. ${hint}`,
  )
}

/** Where git looks for a branch or tag of this name. */
function isNamed(refname: string, name: string): boolean {
  return ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'].some((prefix) => refname === `${prefix}${name}`)
}

function example(refname: string): string {
  return refname.replace(/^refs\/(?:heads|tags|remotes)\//, '')
}
