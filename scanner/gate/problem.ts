import type { CheckKind } from '#scanner/model/check.ts'
import type { GateSite } from './gate-site.ts'

/** What a step from one revision to the next does wrong at one site, before anybody weighs who did it and whether it is excused. */
export interface Problem {
  /** What it is about, also where the evidence does not suffice to say so. */
  readonly about: CheckKind
  /** Whether the evidence suffices for an error. */
  readonly certain: boolean
  readonly at: GateSite
  readonly other: GateSite | null
  readonly message: string
  readonly evidence: readonly string[]
  /** The kernel's reviewed reason why the site may stay as it is; `null`: none. */
  readonly excuse: string | null
}
