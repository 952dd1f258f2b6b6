import { GitError } from './git-error.ts'

export function missingBlob(directory: string, oid: string): GitError {
  return new GitError(
    'missing-object',
    `${directory}: blob ${oid} of this revision is missing. In a partial clone fetch it first (git fetch --refetch --no-filter); else run git fsck.`,
  )
}
