/** One file of an index or a tree. */
export interface IndexEntry {
  /** Octal, as `100644`. */
  readonly mode: string
  readonly oid: string
}

/** Files by path. */
export type IndexEntries = ReadonlyMap<string, IndexEntry>
