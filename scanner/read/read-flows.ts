import type { Held } from '#scanner/model/facts.ts'
import type { Step } from '#scanner/model/steps.ts'
import { findHeldLocks } from './find-held-locks.ts'
import { isLockName } from './lock-names.ts'
import type { Positions } from './positions.ts'
import { readSteps } from './read-steps.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** What the control flow of bodies says. */
export interface Flows {
  /** By body. */
  readonly steps: ReadonlyMap<number, readonly Step[]>
  /** By the token of a call. */
  readonly held: ReadonlyMap<number, Held>
}

export const noFlows: Flows = { steps: new Map(), held: new Map() }

interface FlowReading {
  readonly tokens: Tokens
  readonly structure: Structure
  readonly positions: Positions
  readonly names: { readonly telling: ReadonlySet<string> }
}

/** Calls by the token of their name, and the bodies that are kept. */
interface FlowMentions {
  readonly rows: readonly number[]
  readonly helpers: readonly number[]
  /** Calls that may hand pages on. */
  readonly handing: readonly number[]
  readonly bodies: readonly number[]
  /** Of each body the names that carry pages. */
  readonly reached: ReadonlyMap<number, ReadonlySet<string>>
}

/**
 * Control flow of the bodies that take pages or drop what only gup takes, and the locks that are held at calls; of
 * other bodies the locks alone.
 */
export function readFlows(
  { tokens, structure, positions, names }: FlowReading,
  { rows, helpers, handing, bodies, reached }: FlowMentions,
): Flows {
  const rowAt = new Map(rows.map((token, index) => [token, index]))
  const inFlow = new Set(rows.filter((token) => names.telling.has(tokenText(tokens, token))).map(bodyAt))
  const calling = new Set([...rows, ...handing].map(bodyAt))
  const wanted = new Set([...helpers, ...handing])
  const steps = new Map<number, readonly Step[]>()
  const held = new Map<number, Held>()
  for (const body of bodies) {
    const isFollowed = inFlow.has(body)
    const isLocking = calling.has(body) && locks(tokens, structure, body)
    if (!isFollowed && !isLocking) continue
    const options = { body, rowAt, wanted, reached: reached.get(body) ?? new Set<string>() }
    const read = readSteps(tokens, structure, positions, options)
    if (read === null) continue
    if (isFollowed) steps.set(body, read.steps)
    if (!isLocking) continue
    for (const [index, lock] of findHeldLocks(read.steps)) held.set(read.callTokens.get(index) ?? -1, lock)
  }
  return { steps, held }

  function bodyAt(token: number): number {
    return structure.bodyOf[token] ?? -1
  }
}

function locks(tokens: Tokens, { bodies, bodyOf }: Structure, index: number): boolean {
  const body = bodies[index]
  if (body === undefined) return false
  for (let at = body.from; at < body.to; at++) {
    if (tokens.kind[at] !== Token.word || kindAt(tokens, at + 1) !== Char.parenOpen || bodyOf[at] !== index) continue
    if (isLockName(tokenText(tokens, at))) return true
  }
  return false
}
