/** What a mail about claims tells: somebody else made them, their time is nearly over, or over, or the code is converted. */
export type ClaimMailKind = 'assigned' | 'reminder' | 'expired' | 'landed'

export interface ToldClaim {
  readonly id: number
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  /** Of the site. */
  readonly key: string
  readonly note: string | null
  /** A day in UTC. */
  readonly due: string | null
  readonly expiresAt: Date
  /** What converted it, where history says. */
  readonly commit: string | null
  readonly subject: string | null
}

/** Claims of one person in one tree, by path. */
export interface ClaimMail {
  readonly kind: ClaimMailKind
  readonly tree: { readonly slug: string; readonly name: string }
  /** Name of whoever assigned them; `null`: nobody did, or is forgotten. */
  readonly by: string | null
  readonly claims: readonly ToldClaim[]
}
