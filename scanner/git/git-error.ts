/** What about git or the repository is broken; the message says what to do about it. */
export type GitErrorCode =
  | 'git-missing'
  | 'git-too-old'
  | 'no-such-directory'
  | 'not-a-repository'
  | 'empty-repository'
  | 'unborn-head'
  | 'unknown-revision'
  | 'bad-revision-name'
  | 'bad-range'
  | 'missing-object'
  | 'corrupt-object'
  | 'unreachable'
  | 'authentication-needed'
  | 'interrupted'
  | 'silent'
  | 'disk-full'
  | 'unusable-folder'
  | 'no-such-tag'
  | 'git-failed'

export class GitError extends Error {
  readonly code: GitErrorCode
  constructor(code: GitErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GitError'
    this.code = code
  }
}
