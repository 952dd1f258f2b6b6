import type { ReadProblemKind } from './facts.ts'

/** Why a file was not read; each is a number in the summary, never silence. */
export const skipReasons = ['assembly', 'rust', 'size', 'encoding', 'symlink', 'submodule', 'left-out'] as const
export type SkipReason = (typeof skipReasons)[number]

/** What reading stumbled over; and pairs beyond the bound on those of one function or file. */
export type ProblemKind = ReadProblemKind | 'pairs-left-out'

/** What one scan saw and what it left out: counts of files, or of problems by kind. */
export interface Coverage {
  /** `.c` and `.h` files in scope: every one was searched for the names of the catalogue. */
  readonly filesSearched: number
  /** Of these, files that name an API and were read as C. */
  readonly filesRead: number
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  readonly problems: Readonly<Partial<Record<ProblemKind, number>>>
}
