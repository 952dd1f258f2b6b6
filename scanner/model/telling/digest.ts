import type { EventKind } from '../event.ts'
import type { Status } from '../site.ts'

export interface DigestSite {
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly status: Status
  readonly key: string
  /** Who works on it, by name. */
  readonly people: readonly string[]
}

export interface DigestEvent {
  readonly kind: EventKind
  /** Of the site. */
  readonly key: string
  readonly path: string
  readonly function: string | null
  readonly commit: string | null
  readonly subject: string | null
}

/** What a section of MAINTAINERS is told of a tree at its newest revision. */
export interface Digest {
  readonly tree: { readonly slug: string; readonly name: string }
  readonly section: { readonly title: string; readonly slug: string }
  readonly revision: { readonly label: string; readonly commit: string; readonly committedAt: Date }
  /** Label of the revision since which is told what happened; `null`: nothing is. */
  readonly before: string | null
  /** Acquires that are to be converted, the worst first, then by path. */
  readonly open: readonly DigestSite[]
  readonly converted: number
  /** What happened since `before`. */
  readonly events: readonly DigestEvent[]
  /** Sites that came, or came back, since `before` and are unconverted or mismatched now. */
  readonly newlyOpen: number
}
