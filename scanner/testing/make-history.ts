import { type Files, makeRepository, runTestGit, type TestRepository } from './make-repository.ts'

export interface HistoryCommit {
  readonly message: string
  readonly files: Files
  /** `Name <address> seconds zone`, as `git commit` takes it. */
  readonly author?: { readonly name: string; readonly email: string; readonly date: string }
}

export interface TestHistory extends TestRepository {
  /** A commit on the branch that is worked on; returns its id. */
  add(commit: HistoryCommit): string
  /** Begins a branch at a revision, or goes on with one. */
  work(branch: string, at?: string): void
  /** A merge whose tree is that of the branch worked on, with these files. */
  merge(branch: string, commit: HistoryCommit): string
}

/** A repository of branches and merges on top of one commit, which is tagged `start`. Trees are written as said: nothing is merged by git. */
export function makeHistory(files: Files): TestHistory {
  const repository = makeRepository([{ files, tag: 'start' }])
  const { directory, git } = repository
  const head = () => git(['symbolic-ref', 'HEAD'])
  const commit = (parents: readonly string[], { message, files: changed, author }: HistoryCommit): string => {
    git(['read-tree', parents[0] ?? ''])
    for (const [path, text] of Object.entries(changed)) {
      if (text === null) git(['update-index', '--force-remove', path])
      else {
        const oid = git(['hash-object', '-w', '--stdin'], text)
        git(['update-index', '--add', '--cacheinfo', `100644,${oid},${path}`])
      }
    }
    const command = ['commit-tree', git(['write-tree']), ...parents.flatMap((parent) => ['-p', parent])]
    const oid =
      author === undefined
        ? git(command, message)
        : runTestGit(directory, command, message, {
            GIT_AUTHOR_NAME: author.name,
            GIT_AUTHOR_EMAIL: author.email,
            GIT_AUTHOR_DATE: author.date,
          })
    git(['update-ref', head(), oid])
    return oid
  }
  return {
    ...repository,
    add: (one) => commit([git(['rev-parse', 'HEAD'])], one),
    work: (branch, at) => {
      git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`])
      if (at !== undefined) git(['update-ref', `refs/heads/${branch}`, git(['rev-parse', at])])
    },
    merge: (branch, one) => commit([git(['rev-parse', 'HEAD']), git(['rev-parse', branch])], one),
  }
}
