/** What one commit did to one path, against one of its parents. */
export interface PathChange {
  readonly path: string
  /** Id of the blob; `null` where there is no file: nothing, a symbolic link, a submodule. */
  readonly before: string | null
  readonly after: string | null
}

/** A commit of a history that is reduced to some paths. */
export interface PathCommit {
  readonly commit: string
  /** The nearest ancestors that touch the paths, or commits before the history; none for a root. */
  readonly parents: readonly string[]
  /** What differs from each parent, in their order; one list for a root. */
  readonly changes: readonly (readonly PathChange[])[]
}
