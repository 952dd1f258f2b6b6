/** The names that reading looks for; from the catalogue, so that read knows no API by itself. */
export interface Names {
  /** Calls that may be rows. */
  readonly rows: ReadonlySet<string>
  /** Calls that are kept as evidence beside rows in the same function. */
  readonly helpers: ReadonlySet<string>
}
