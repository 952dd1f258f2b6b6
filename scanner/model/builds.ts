/** Files that only test, by what builds them: `test` and `product` by path; what neither names is told by its own. */
export interface Builds {
  readonly test: ReadonlySet<string>
  readonly product: ReadonlySet<string>
}

export const noBuilds: Builds = { test: new Set(), product: new Set() }
