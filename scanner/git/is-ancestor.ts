import { explainFailure } from './explain-failure.ts'
import { GitError } from './git-error.ts'
import { runGit } from './spawn-git.ts'

/** Whether `later` descends from `earlier`, or is it. Both are ids. In a shallow clone only as far as its history reaches. */
export async function isAncestor(directory: string, earlier: string, later: string): Promise<boolean> {
  for (const oid of [earlier, later]) {
    if (!/^[0-9a-f]{40,64}$/.test(oid))
      throw new GitError('bad-revision-name', `${JSON.stringify(oid)} is no commit id.`)
  }
  if (earlier === later) return true
  const { code, stderr } = await runGit(directory, ['merge-base', '--is-ancestor', earlier, later])
  if (code === 0) return true
  if (code === 1) return false
  // a revision that was published once and is in the repository no longer: rewound, and collected
  if (/Not a valid commit name|bad object|not a commit/i.test(stderr)) return false
  throw explainFailure(stderr, directory)
}
