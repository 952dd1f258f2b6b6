import { existsSync } from 'node:fs'
import { openScratch, type Scratch } from '#scanner/git/open-scratch.ts'
import { runTransport } from '#scanner/git/run-transport.ts'
import { runGit } from '#scanner/git/spawn-git.ts'
import { transportUrl } from '#scanner/git/transport-url.ts'
import { parseSource } from '#scanner/model/source.ts'
import type { ClaimedCheck } from '#scanner/store/claim-check.ts'
import { mirrorFolder } from '../home-paths.ts'
import { openTree } from '../open-tree.ts'
import { ScanTrouble } from '../scan-trouble.ts'

export interface OpenCheckedOptions {
  readonly home: string
  /** Of the web pages of GitHub: repositories are fetched from there where a tree has no URL of its own. */
  readonly githubUrl: string
  readonly signal: AbortSignal
}

/** What is checked, with every commit of it at hand. */
export interface OpenedCheck {
  readonly scratch: Scratch
  /** As `pinwatch check` takes it. */
  readonly range: string
}

/**
 * Fetches what GitHub told of into a scratch repository over the objects of the tree's mirror, so that only what is new comes, and neither
 * the mirror nor anybody's repository changes while a scan reads it. Rejects with `GitError` or `ScanTrouble`.
 */
export async function openChecked(check: ClaimedCheck, options: OpenCheckedOptions): Promise<OpenedCheck> {
  const scratch = await openScratch(await openObjects(check, options))
  try {
    if (!(await hasAll(scratch.directory, check))) await fetchNew(scratch.directory, check, options)
    if (!(await hasCommit(scratch.directory, check.headCommit)))
      throw new ScanTrouble(
        `${check.headCommit.slice(0, 12)} is not in ${check.repository} any more: the branch was rewritten since. What it has now is checked for itself.`,
      )
    return { scratch, range: `${await chooseBase(scratch.directory, check)}...${check.headCommit}` }
  } catch (error) {
    await scratch.close()
    throw error
  }
}

/** The repository of the tree as it is: looking for what is new is the affair of scans. */
async function openObjects({ source, slug }: ClaimedCheck, { home, signal }: OpenCheckedOptions): Promise<string> {
  const parsed = parseSource(source)
  const mirror = parsed.kind === 'url' ? mirrorFolder(home, slug, parsed.text) : null
  return mirror !== null && existsSync(mirror) ? mirror : openTree({ source, slug }, { home, signal, onProgress() {} })
}

async function fetchNew(
  directory: string,
  { source, repository, branch, pullRequest, baseBranch }: ClaimedCheck,
  { githubUrl, signal }: OpenCheckedOptions,
): Promise<void> {
  const parsed = parseSource(source)
  const url = parsed.kind === 'url' ? parsed.text : `${githubUrl}/${repository}.git`
  // a pull request is a ref of the repository that it is for, wherever its branch is
  const wanted = [pullRequest === null ? `refs/heads/${branch}` : `refs/pull/${pullRequest}/head`]
  if (baseBranch !== null && (pullRequest !== null || baseBranch !== branch)) wanted.push(`refs/heads/${baseBranch}`)
  await runTransport(
    directory,
    url,
    [
      'fetch',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--',
      transportUrl(url),
      ...wanted.map((ref, index) => `+${ref}:refs/pinwatch/${index}`),
    ],
    { signal },
  )
}

/** The commit that was the base; where a branch is new, or what it had is gone, what it forked off from. */
async function chooseBase(directory: string, { baseRevision, baseBranch, branch }: ClaimedCheck): Promise<string> {
  if (await hasCommit(directory, baseRevision)) return baseRevision
  const forked = baseBranch === null || baseBranch === branch ? null : 'refs/pinwatch/1'
  if (forked !== null && (await hasCommit(directory, forked))) return forked
  throw new ScanTrouble(
    `${baseRevision.slice(0, 12)} is not there any more, so that there is nothing to compare with. The next push is checked.`,
  )
}

const hasAll = async (directory: string, { baseRevision, headCommit }: ClaimedCheck): Promise<boolean> =>
  (await hasCommit(directory, baseRevision)) && (await hasCommit(directory, headCommit))

/** `revision` is an id or a ref of ours, never what somebody wrote. */
async function hasCommit(directory: string, revision: string): Promise<boolean> {
  return (await runGit(directory, ['cat-file', '-e', `${revision}^{commit}`])).code === 0
}
