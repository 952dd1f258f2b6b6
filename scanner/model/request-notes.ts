/** What parts of the web server note of a request for one another. */
export interface RequestNotes {
  /** In the log, the answer's header and error pages. */
  readonly id: string
  /** The database was away, busy or of another schema: whatever the page came to, it is no bug of the page. */
  databaseTrouble: string | null
  /** Part of the address means nothing: the page says what, and shows what the rest of it asks for. */
  isMisasked: boolean
  /** Statements of the database that took long, in milliseconds. */
  readonly slowQueriesMs: number[]
}
