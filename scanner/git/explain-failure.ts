import { GitError } from './git-error.ts'

/** Says of what git printed on standard error which kind of trouble it is. */
export function explainFailure(stderr: string, what: string, cause?: unknown): GitError {
  const text = stderr.trim()
  const said = text === '' ? '' : ` git says: ${text.split('\n').slice(-2).join(' / ')}`
  if (/not a git repository/.test(text)) {
    return new GitError(
      'not-a-repository',
      `${what}: not a git repository. Name the work tree's top folder or a bare repository.${said}`,
    )
  }
  // before 2.38 git took `safe.directory` from the user's own configuration alone, which is kept out
  if (/dubious ownership|unsafe repository/.test(text)) {
    return new GitError(
      'not-a-repository',
      `${what}: the repository belongs to another user, which this git refuses. Update git to 2.38 or newer, or scan as its owner.`,
    )
  }
  if (/could not fetch|promisor|lazy fetch|transport '.*' not allowed/.test(text)) {
    return new GitError(
      'missing-object',
      `${what}: the repository is a partial clone and lacks objects of this revision. Fetch them first (git fetch --refetch --no-filter).${said}`,
    )
  }
  if (/corrupt|inflate|hash mismatch|garbage|bad object|unable to read|unable to unpack|missing/.test(text)) {
    return new GitError(
      'corrupt-object',
      `${what}: an object is corrupt or missing. Run git fsck there, and fetch it anew.${said}`,
    )
  }
  return new GitError('git-failed', `${what}: git failed.${said}`, { cause })
}

/** Why git could not be started, or was ended. */
export function explainStart(cause: NodeJS.ErrnoException): GitError {
  if (cause instanceof GitError) return cause
  return cause.code === 'ENOENT'
    ? new GitError('git-missing', 'git was not found. Install git 2.32 or newer, and see that it is in PATH.', {
        cause,
      })
    : new GitError('git-failed', `git could not be started: ${cause.message}`, { cause })
}
