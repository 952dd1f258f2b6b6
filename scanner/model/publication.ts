import type { FileBuild } from './builds.ts'
import type { Coverage } from './coverage.ts'
import type { Grade, Person, RuleName, SiteRow } from './site.ts'

/** Everything that is published of one revision. Plain data: what is published twice is equal. */
export interface Publication {
  readonly commit: string
  /** A tag or branch as it was asked for, else the abbreviated commit. */
  readonly label: string
  readonly subject: string
  readonly committedAt: Date
  /** Digest of the scanner that judged it. */
  readonly analysisVersion: string
  readonly coverage: Coverage
  readonly notices: readonly string[]
  /** Every row, `unrelated` ones included; no two with one key. */
  readonly sites: readonly PublishedSite[]
  readonly pairs: readonly PublishedPair[]
  /** Blob of each path with a site, or that evidence points into. */
  readonly files: readonly PublishedFile[]
  /** Sections of MAINTAINERS that own a site. */
  readonly sections: readonly PublishedSection[]
}

export interface PublishedSite {
  /** Identity within the tree: 16 hex digits. */
  readonly key: string
  readonly row: SiteRow
  /** What the judgement rests on besides the pairs, a sentence each. */
  readonly evidence: readonly string[]
  /** Left out where no comment in the code says why the call stays. */
  readonly remark?: PublishedRemark
}

/** A comment beside a call that says why it stays on plain references. */
export interface PublishedRemark {
  readonly case: 1 | 2 | 3 | 4 | 5 | null
  readonly reason: string
  /** Digest of the function around it; another one later, under the same comment, says that the code changed since. */
  readonly code: string | null
}

export interface PublishedPair {
  /** Keys of sites. */
  readonly acquire: string
  readonly release: string
  readonly rule: RuleName
  readonly grade: Grade
  readonly evidence: readonly EvidenceStep[]
}

/** What was seen, in order; a step without path is in the file of the acquire. */
export interface EvidenceStep {
  readonly path?: string
  readonly line: number
  readonly text: string
}

export interface PublishedFile {
  readonly path: string
  readonly oid: string
  /** Left out where every configuration builds it, or no Makefile tells. */
  readonly build?: FileBuild
}

export interface PublishedSection {
  readonly title: string
  /** The `S:` line. */
  readonly support: string | null
  /** The `L:` addresses. */
  readonly lists: readonly string[]
  /** In the order of the file, an address once. */
  readonly people: readonly Person[]
}
