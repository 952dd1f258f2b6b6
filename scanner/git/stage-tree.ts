import { copyFile, readdir, stat, utimes } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import { GitError } from './git-error.ts'
import type { Scratch } from './open-scratch.ts'
import { runGit } from './spawn-git.ts'

/** What of a repository is looked at that is not committed: what its index holds, or the C files that lie in its work tree. */
export type Uncommitted = 'staged' | 'worktree'

/**
 * Commits the index or the work tree of a repository on top of `parent`, in a scratch repository over it: the index is copied, and nothing
 * of the original is written. Files that git ignores are left out; others count, whether git knows them or not. Resolves to the commit's id.
 */
export async function stageTree(
  directory: string,
  scratch: Scratch,
  { what, parent }: { readonly what: Uncommitted; readonly parent: string },
): Promise<string> {
  const { top, index, excludes } = await locate(directory)
  await copyIndex(index, join(scratch.directory, 'index'))
  if (what === 'worktree') await addWorktree(scratch, top, excludes)
  const tree = await runGit(scratch.directory, ['write-tree'])
  if (tree.code !== 0) throw explainTree(tree.stderr, directory)
  const who = ['-c', 'user.name=Pinwatch', '-c', 'user.email=pinwatch@localhost']
  const made = await runGit(scratch.directory, [...who, 'commit-tree', tree.stdout.trim(), '-p', parent, '-m', what])
  if (made.code !== 0) throw explainFailure(made.stderr, directory)
  return made.stdout.trim()
}

interface Located {
  readonly top: string
  readonly index: string
  readonly excludes: string
}

async function locate(directory: string): Promise<Located> {
  const bare = await runGit(directory, ['rev-parse', '--is-inside-work-tree'])
  if (bare.code !== 0) throw explainFailure(bare.stderr, directory)
  if (bare.stdout.trim() !== 'true')
    throw new GitError(
      'bad-range',
      `${directory}: a bare repository has no index and no work tree. Name a work tree, or a range of commits.`,
    )
  const { code, stdout, stderr } = await runGit(directory, [
    'rev-parse',
    '--show-toplevel',
    '--git-path',
    'index',
    '--git-path',
    'info/exclude',
  ])
  if (code !== 0) throw explainFailure(stderr, directory)
  const [top = '', index = '', excludes = ''] = stdout.split('\n')
  return { top, index: resolve(directory, index), excludes: resolve(directory, excludes) }
}

/**
 * A split index lies in two files. One that was never written is empty. A copy is as old as the original: by its age git tells which
 * files may have changed after it was written.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const shared = (await readdir(dirname(from))).filter((name) => name.startsWith('sharedindex.'))
  for (const name of shared) await copyFile(join(dirname(from), name), join(dirname(to), name))
  try {
    await copyFile(from, to)
    const { atime, mtime } = await stat(from)
    await utimes(to, atime, mtime)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** All that `isSourceName()` lets through, and a little more. */
const sourcePatterns = ['*.[ch]*', '*.in[cl]'] as const

async function addWorktree({ directory }: Scratch, top: string, excludes: string): Promise<void> {
  const inWorktree = ['-c', `core.excludesFile=${excludes}`, '-C', top, `--git-dir=${directory}`, '--work-tree=.']
  await settleIndex(join(directory, 'index'), () =>
    runGit(directory, [...inWorktree, 'update-index', '-q', '--refresh', '--force-write-index']),
  )
  for (const pattern of sourcePatterns) {
    const { code, stderr } = await runGit(directory, [...inWorktree, 'add', '--all', '--', pattern])
    // of several patterns git adds nothing where one matches nothing
    if (code !== 0 && !/did not match any files/.test(stderr)) throw explainFailure(stderr, top)
  }
}

/** Longer than the steps of time by which git tells whether a file may have changed since. */
const stepMs = 2000

/**
 * Files as old as the index could have changed: git would add each anew, and renew the times of objects that the original has. They are
 * compared instead, those that did change are marked in the index, and it is said to be younger than all. Where it has not changed, or
 * git does not know how, nothing is lost but those times.
 */
async function settleIndex(index: string, compare: () => Promise<{ readonly code: number | null }>): Promise<void> {
  const { code } = await compare()
  // 1: some of them changed
  if (code !== 0 && code !== 1) return
  const later = new Date(Date.now() + stepMs)
  await utimes(index, later, later)
}

function explainTree(stderr: string, directory: string): GitError {
  return /unmerged|needs merge/.test(stderr)
    ? new GitError(
        'bad-range',
        `${directory}: the index holds files with conflicts. Resolve them and git add them first.`,
      )
    : explainFailure(stderr, directory)
}
