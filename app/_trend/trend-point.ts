import { type Progress, remainingOf } from '#app/_data/progress.ts'
import type { EventKind } from '#scanner/model/event.ts'

/** Whose sites a chart counts; a section by its slug, a person by the address in lower case. */
export type TrendOwner =
  | { readonly kind: 'tree' }
  | { readonly kind: 'subsystem'; readonly slug: string }
  | { readonly kind: 'maintainer'; readonly email: string }

/** A revision of the history that leads to the one that is shown. */
export interface TrendRevision {
  readonly id: number
  /** What to ask for to get this one: its label, unless another revision of the tree has the same. */
  readonly name: string
  readonly label: string
  readonly committedAt: Date
  /** The first of its line, which leaves another one here. */
  readonly isFork: boolean
}

/** Kinds of events that bring acquires to what remains, and that take some from it; what happens most stands first. */
export const upwardKinds = ['appeared', 'regressed'] as const satisfies EventKind[]
export const downwardKinds = ['converted', 'gone', 'exempted'] as const satisfies EventKind[]
export const flowKinds = [...upwardKinds, ...downwardKinds] as const
export type FlowKind = (typeof flowKinds)[number]

/** Acquires that a step brought to what remains (appeared, regressed) or took from it (converted, gone, exempted). */
export type Flow = Readonly<Record<FlowKind, number>>

export const noFlow: Flow = { appeared: 0, regressed: 0, converted: 0, gone: 0, exempted: 0 }

export interface TrendPoint extends TrendRevision {
  readonly progress: Progress
  /** What the step from the revision before did. */
  readonly flow: Flow
  /** Acquires with an event of any kind but a move. */
  readonly changed: number
}

export const inflowOf = ({ appeared, regressed }: Flow): number => appeared + regressed
export const outflowOf = ({ converted, gone, exempted }: Flow): number => converted + gone + exempted

/** What remains less after a step, or more, than its events explain: sites that other statuses, sections or people took over. */
export function unexplainedOf(before: Progress, { progress, flow }: TrendPoint): number {
  return remainingOf(progress) - remainingOf(before) - inflowOf(flow) + outflowOf(flow)
}
