/**
 * Control flow of one function, as a list of steps in source order: each goes on to the next one, unless it says where
 * else. Only what tells something of the pages is in it: calls that carry them, values that conditions look at, and
 * every way through and out.
 */
export type Step =
  | CallStep
  | { readonly line: number; readonly kind: 'set'; readonly name: string; readonly value: string }
  /** A value that carries pages is put where others reach it: `base` is the local whose value it was. */
  | { readonly line: number; readonly kind: 'store'; readonly base: string }
  /** Goes on behind it where the condition holds, else at `other`; `end` is behind what the whole statement guards. */
  | { readonly line: number; readonly kind: 'if'; readonly condition: Condition; readonly other: number }
  /** `goto`, `break`, `continue`: leaves the statements around it. */
  | { readonly line: number; readonly kind: 'goto'; readonly to: number }
  /** Over an `else`, or back to the head of a loop. */
  | { readonly line: number; readonly kind: 'skip'; readonly to: number }
  | { readonly line: number; readonly kind: 'switch'; readonly value: string; readonly to: readonly number[] }
  /** A loop starts, and reaches up to `end`. */
  | { readonly line: number; readonly kind: 'loop'; readonly end: number }
  | { readonly line: number; readonly kind: 'exit'; readonly value: string }

export interface CallStep {
  readonly line: number
  readonly kind: 'call'
  readonly callee: string
  /** Index into `BlobFacts.calls` where the call is a row. */
  readonly row?: number
  /** Text of its first argument, canonical, and of the second where it is a row: for most releases the number of pages. */
  readonly first: string
  readonly count?: string
  /** Locals that carry pages among its arguments. */
  readonly given: readonly string[]
}

export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>='

/** One comparison; `x` alone is `x != 0`. The call of a row stands in it as `$` and its index. */
export interface Condition {
  readonly left: string
  readonly relation: Relation
  readonly right: string
}

/** Steps that may come directly after one. */
export function followers(steps: readonly Step[], index: number): readonly number[] {
  const step = steps[index]
  switch (step?.kind) {
    case undefined:
    case 'exit':
      return []
    case 'if':
      return [index + 1, step.other]
    case 'goto':
    case 'skip':
      return [step.to]
    case 'switch':
      return step.to
    default:
      return [index + 1]
  }
}
