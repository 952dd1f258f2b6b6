import type { Person } from './site.ts'

/** Who looks after one path, by MAINTAINERS of the scanned revision. */
export interface PathOwners {
  /** The primary section; `null` if only THE REST matches. */
  readonly subsystem: string | null
  /** Every matching section, deepest pattern first, THE REST with them. */
  readonly subsystems: readonly string[]
  /** People of all sections but THE REST. */
  readonly maintainers: readonly Person[]
}

/** Title of the section that matches every file: "Buried alive in reporters", last in MAINTAINERS. */
export const theRest = 'THE REST'
