import { GitError } from '#scanner/git/git-error.ts'
import type { Commit, Repository } from '#scanner/git/open-repository.ts'
import { parseTree } from '#scanner/git/parse-tree.ts'
import { readPath } from '#scanner/git/read-path.ts'
import type { ExcludedDirectory, Selection } from '#scanner/model/selection.ts'
import { findKernels, isKernel } from './find-kernels.ts'

export interface Wanted {
  /** As somebody wrote it; `''` for all of the repository. */
  readonly subdir: string
  readonly include: readonly ExcludedDirectory[]
}

export interface ChosenSelection {
  readonly selection: Selection
  readonly notices: readonly string[]
}

/**
 * What of a commit is looked at: the folder that was asked for, and the kernel in it: the folder itself or, where there is one alone below
 * it, that. Rejects with `GitError` if there is no such folder.
 */
export async function chooseSelection(
  { objects }: Pick<Repository, 'objects'>,
  commit: Commit,
  { subdir: written, include }: Wanted,
): Promise<ChosenSelection> {
  const subdir = written
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
  const tree = subdir === '' ? commit.tree : await treeOfFolder(objects, commit, subdir)
  const kernels = await findKernels(objects, tree, subdir)
  const [kernel] = kernels
  if (subdir !== '') await refuseWithinKernel(objects, commit, subdir)
  if (kernel === undefined || kernels.length > 1) {
    const notices = kernel === undefined ? [] : [severalKernels(commit, kernels)]
    return { selection: { subdir, kernel: null, included: include }, notices }
  }
  const notices =
    kernel === subdir ? [] : [`The kernel tree of ${commit.name} lies in ${kernel}/: its MAINTAINERS counts.`]
  return { selection: { subdir, kernel, included: include }, notices }
}

function severalKernels({ name }: Commit, kernels: readonly string[]): string {
  const shown = kernels.slice(0, 5).join(', ')
  const more = kernels.length > 5 ? ` and ${kernels.length - 5} more` : ''
  return `${name} has ${kernels.length} kernel trees (${shown}${more}), and sites have no subsystem: name one with --subdir.`
}

async function treeOfFolder(objects: Repository['objects'], commit: Commit, subdir: string): Promise<string> {
  const object = await readPath(objects, commit.tree, subdir)
  if (object?.type === 'tree') return object.oid
  throw new GitError(
    'no-such-directory',
    `${subdir}: ${object === null ? 'no such folder' : 'a file, and no folder'} in ${commit.name}. Name a folder of the repository, from its top.`,
  )
}

/** A part of a kernel says nothing of wrappers and headers beside it. */
async function refuseWithinKernel(objects: Repository['objects'], commit: Commit, subdir: string): Promise<void> {
  const names = subdir.split('/')
  for (let depth = 0; depth < names.length; depth++) {
    const above = names.slice(0, depth).join('/')
    const object = await objects.read(above === '' ? commit.tree : `${commit.tree}:${above}`)
    if (object?.type !== 'tree' || !isKernel(parseTree(object.content, commit.tree.length / 2))) continue
    const whole = above === '' ? 'the repository' : `${above}/`
    throw new GitError(
      'no-such-directory',
      `${subdir}: a part of a kernel tree, which is ${whole}. Sites need the whole of it: leave out --subdir, and list a part with --path ${subdir}.`,
    )
  }
}
