import type { Arms } from '#scanner/model/arms.ts'
import type { ReaderNames } from '#scanner/model/catalogue/index.ts'
import type { ReadProblemKind } from '#scanner/model/facts.ts'
import type { Positions } from './positions.ts'
import type { Flow } from './read-flow.ts'
import type { Body, Structure } from './structure.ts'
import type { Tokens } from './tokens.ts'

/** One file taken apart, before anybody knows which of its functions matter. */
export interface Reading {
  readonly tokens: Tokens
  readonly structure: Structure
  readonly positions: Positions
  /** The body whose name stands at a token. */
  readonly bodyAt: ReadonlyMap<number, Body>
  readonly names: ReaderNames
  readonly flowOf: (body: number) => Flow
  /** What an arm of a conditional is compiled under. */
  readonly armsOf: (arm: number) => Arms
  readonly count: (kind: ReadProblemKind) => void
}

/** The same, once it is known which functions facts speak of. */
export interface Context extends Reading {
  readonly kept: KeptBodies
}

/** The bodies that facts speak of, renumbered in source order. */
export interface KeptBodies {
  readonly bodies: readonly number[]
  readonly indexOf: ReadonlyMap<number, number>
}
