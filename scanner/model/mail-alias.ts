/** A line of `.mailmap` that joins two addresses (gitmailmap(5)). */
export interface MailAlias {
  /** As commits have it, in lower case. */
  readonly email: string
  /** Only of commits with this name; `null`: of all. */
  readonly commitName: string | null
  /** What its person wants instead, in lower case. */
  readonly properEmail: string
}
