/** Files that only test, by what builds them: `test` and `product` by path; what neither names is told by its own. */
export interface Builds {
  readonly test: ReadonlySet<string>
  readonly product: ReadonlySet<string>
}

/** What turns the building of one file on, by the Makefiles of the tree. */
export interface FileBuild {
  /** Symbols of the configuration: any one of them builds it. Sorted, each with its `CONFIG_`. */
  readonly options: readonly string[]
  /** The Makefile or Kbuild that says so: of the file's own directory, or of one above, which builds the whole directory. */
  readonly makefile: string
}

export const noBuilds: Builds = { test: new Set(), product: new Set() }
