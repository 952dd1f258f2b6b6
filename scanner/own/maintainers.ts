import type { Person } from '#scanner/model/site.ts'
import type { Pattern } from './parse-pattern.ts'
import type { PatternIndex } from './pattern-index.ts'

/**
 * What `scripts/get_maintainer.pl` of the same tree can do. For 6.1 and 6.12 (read) two stars are two single ones;
 * for 7.3 they match any number of directories.
 */
export interface MaintainersDialect {
  readonly doubleStar: boolean
}

/** Whether a path of the scanned revision is a directory; asked only where a pattern without trailing slash leaves it open. */
export type IsDirectory = (path: string) => boolean

/** A line that the script could not use either (it would die on such a pattern, and warn of such an address), or of which only the beginning is kept. */
export interface MaintainersProblem {
  readonly kind: 'invalid-pattern' | 'invalid-address' | 'title-too-long'
  /** 1-based line of MAINTAINERS. */
  readonly line: number
}

export interface MaintainersSection {
  /** As written. Titles need not be unique: a section is its place in the file. */
  readonly title: string
  /** `M:` and `R:` in the order of the file, not deduplicated. */
  readonly people: readonly Person[]
  /** Last `S:` line, as written. */
  readonly status: string | null
  /** `L:` addresses, without the remark behind them. */
  readonly lists: readonly string[]
  /** `F:`, `X:` and `N:` in the order of the file; the order decides about the depth of a match. */
  readonly patterns: readonly Pattern[]
}

/** MAINTAINERS of one revision. */
export interface Maintainers {
  readonly sections: readonly MaintainersSection[]
  readonly problems: readonly MaintainersProblem[]
  readonly index: PatternIndex
}
