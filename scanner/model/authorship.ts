import type { Trailer } from './event.ts'

/** Who wrote a commit, and what its message says. */
export interface Authorship {
  readonly commit: string
  readonly subject: string
  readonly authorName: string
  readonly authorEmail: string
  /** The author's date: when it was written, not when it was applied. */
  readonly authoredAt: Date
  readonly trailers: readonly Trailer[]
}
