import type { ReadProblemKind } from '#scanner/model/facts.ts'
import { findFunctionHead } from './find-function-head.ts'
import { Char, kindAt, Token, type Tokens } from './tokens.ts'

/** One function body, or one macro body read as a pseudo-function; positions are token indexes. */
export interface Body {
  readonly kind: 'function' | 'macro'
  readonly name: string
  /** First token of the name: where the function is said to stand. */
  readonly nameToken: number
  /** `(` of the parameter list; -1 if there is none. */
  readonly parametersOpen: number
  readonly static: boolean
  readonly inline: boolean
  /** First token inside the body. */
  readonly from: number
  /** Token behind the last of the body. */
  to: number
}

export interface Structure {
  readonly bodies: readonly Body[]
  /** For an opening bracket the token that closes it, and the other way round; -1 for all else and where none does. */
  readonly match: Int32Array
  /** For every token the index of the body it stands in, -1 outside any. */
  readonly bodyOf: Int32Array
  /** Tokens that name a function or macro at its head. */
  readonly headOf: ReadonlySet<number>
  /** For every token the innermost open `(`, `[` or `{` around it, -1 at the top. */
  readonly enclosing: Int32Array
  /** Arms of conditionals, in the order in which they start; one around the whole file is left out. */
  readonly arms: readonly Arm[]
  /** Tokens from which on another arm holds, ascending, and which one: an index into `arms`, -1 for none. */
  readonly armStarts: readonly number[]
  readonly armOf: readonly number[]
}

/** What stands between a directive and the next one of its conditional. */
export interface Arm {
  /** The arm around it, an index into `arms`; -1 for none. */
  readonly outer: number
  /** The directives of its conditional up to its own, as tokens. */
  readonly directives: readonly number[]
}

interface State {
  /** Innermost open bracket, -1 at the top. */
  open: number
  /** Body that is being read, -1 outside any. */
  body: number
  /** The `{` of that body, -1 in a macro. */
  bodyOpen: number
}

interface Conditional {
  readonly before: State
  /** State behind the first arm that may be compiled; `null` until it has been read. */
  after: State | null
  readonly firstArmDead: boolean
  arm: number
}

/**
 * Brackets, bodies and conditional arms of a file, in one pass over its tokens.
 *
 * Every arm of `#if/#else` is read from the state at its `#if`, since arms often open the same block twice; what
 * follows `#endif` goes on from the first arm. A macro body is read on its own. A function that starts inside another
 * one tells that a bracket was lost: reading goes on from the new function.
 */
export function readStructure(tokens: Tokens, count: (kind: ReadProblemKind) => void): Structure {
  const size = tokens.count
  const match = new Int32Array(size).fill(-1)
  const bodyOf = new Int32Array(size).fill(-1)
  const enclosing = new Int32Array(size).fill(-1)
  // nearest open brace, and nearest open parenthesis or square bracket, at and above an opening bracket: an unbalanced
  // closer finds its partner without walking up
  const braceAbove = new Int32Array(size).fill(-1)
  const parenAbove = new Int32Array(size).fill(-1)
  const bodies: Body[] = []
  const conditionals: Conditional[] = []
  const arms = collectArms()

  let state: State = { open: -1, body: -1, bodyOpen: -1 }
  let outsideMacro: State | null = null

  const openBracket = (index: number, isBrace: boolean, isParen: boolean) => {
    const above = state.open
    braceAbove[index] = isBrace ? index : above < 0 ? -1 : (braceAbove[above] ?? -1)
    parenAbove[index] = isParen ? index : isBrace || above < 0 ? -1 : (parenAbove[above] ?? -1)
    state.open = index
  }
  const closeBracket = (openIndex: number, index: number) => {
    // the first arm that closes it decides how far a bracket reaches
    if ((match[openIndex] ?? -1) < 0) match[openIndex] = index
    match[index] = openIndex
    state.open = enclosing[openIndex] ?? -1
  }
  /** Goes on from another state; a body that only this arm opened reaches as far as the arm, for now. */
  const leaveArm = (index: number, next: State) => {
    const body = bodies[state.body]
    if (body !== undefined && state.body !== next.body) body.to = Math.max(body.to, index)
    state = { ...next }
  }

  for (let index = 0; index < size; index++) {
    bodyOf[index] = state.body
    enclosing[index] = state.open
    switch (tokens.kind[index]) {
      case Char.parenOpen:
        openBracket(index, false, true)
        break
      case Char.bracketOpen:
        openBracket(index, false, false)
        break
      case Char.parenClose: {
        const partner = state.open < 0 ? -1 : (parenAbove[state.open] ?? -1)
        if (partner < 0) count('unbalanced-brackets')
        else closeBracket(partner, index)
        break
      }
      case Char.bracketClose:
        if (kindAt(tokens, state.open) === Char.bracketOpen) closeBracket(state.open, index)
        else count('unbalanced-brackets')
        break
      case Char.braceOpen: {
        const nested = state.open >= 0
        // outside a body even inside parentheses: one that was never closed must not swallow the rest of the file
        const inPlace = !nested || state.body < 0 || kindAt(tokens, state.open) === Char.braceOpen
        const mayStart = outsideMacro === null && inPlace
        const head = mayStart ? findFunctionHead(tokens, match, index, nested) : null
        if (head !== null) {
          if (nested) {
            count('unbalanced-brackets')
            const lost = bodies[state.body]
            if (lost !== undefined && lost.to < 0) lost.to = head.nameToken
            state = { open: -1, body: -1, bodyOpen: -1 }
            enclosing[index] = -1
          }
          openBracket(index, true, false)
          state.body = bodies.length
          state.bodyOpen = index
          bodies.push({ kind: 'function', ...head, from: index + 1, to: -1 })
        } else openBracket(index, true, false)
        break
      }
      case Char.braceClose: {
        const partner = state.open < 0 ? -1 : (braceAbove[state.open] ?? -1)
        if (partner < 0) {
          count('unbalanced-brackets')
          break
        }
        if (partner !== state.open) count('unbalanced-brackets')
        closeBracket(partner, index)
        if (partner === state.bodyOpen) {
          const body = bodies[state.body]
          if (body !== undefined) body.to = Math.max(body.to, index)
          state.body = -1
          state.bodyOpen = -1
        }
        break
      }
      case Token.defineOpen:
      case Token.defineOpenWithParameters: {
        outsideMacro = { ...state }
        const withParameters = tokens.kind[index] === Token.defineOpenWithParameters
        const parametersOpen = withParameters ? index + 2 : -1
        state = { open: -1, body: bodies.length, bodyOpen: -1 }
        bodies.push({
          kind: 'macro',
          name: tokens.text.slice(tokens.start[index + 1], tokens.end[index + 1]),
          nameToken: index + 1,
          parametersOpen,
          static: true,
          inline: true,
          from: index + 2,
          to: -1,
        })
        break
      }
      case Token.defineClose: {
        const body = bodies[state.body]
        if (body !== undefined) body.to = index
        state = outsideMacro ?? { open: -1, body: -1, bodyOpen: -1 }
        outsideMacro = null
        bodyOf[index] = state.body
        break
      }
      case Token.conditionalOpen:
      case Token.conditionalOpenDead:
        arms.open(index)
        conditionals.push({
          before: { ...state },
          after: null,
          firstArmDead: tokens.kind[index] === Token.conditionalOpenDead,
          arm: 0,
        })
        break
      case Token.conditionalElse: {
        const conditional = conditionals.at(-1)
        if (conditional === undefined) {
          count('stray-conditional')
          break
        }
        arms.next(index)
        if (conditional.arm > 0 || !conditional.firstArmDead) conditional.after ??= { ...state }
        conditional.arm++
        leaveArm(index, conditional.before)
        break
      }
      case Token.conditionalClose: {
        const conditional = conditionals.pop()
        arms.close(index)
        if (conditional === undefined) count('stray-conditional')
        else if (conditional.after !== null) leaveArm(index, conditional.after)
        else if (conditional.firstArmDead && conditional.arm === 0) leaveArm(index, conditional.before)
        break
      }
    }
  }
  for (let left = conditionals.length; left > 0; left--) count('unterminated-conditional')
  if (state.open >= 0) count('unbalanced-brackets')
  for (const body of bodies) if (body.to < 0) body.to = size
  const headOf = new Set(bodies.map(({ nameToken }) => nameToken))
  return { bodies, match, bodyOf, enclosing, headOf, ...arms.collected }
}

/** More arms than a conditional of the kernel has; odd input must not make lists by the square of its length. */
const directivesMax = 16

/** Follows conditionals through the tokens of a file. What guards the whole of a header says nothing. */
function collectArms() {
  const arms: Arm[] = []
  const armStarts: number[] = []
  const armOf: number[] = []
  const stack: number[] = []
  let current = -1
  const start = (index: number, arm: number) => {
    current = arm
    armStarts.push(index)
    armOf.push(arm)
  }
  const add = (index: number, arm: Arm) => {
    arms.push(arm)
    start(index, arms.length - 1)
  }
  return {
    collected: { arms, armStarts, armOf },
    open: (index: number) => {
      stack.push(current)
      if (index > 0) add(index, { outer: current, directives: [index] })
    },
    next: (index: number) => {
      const before = arms[current]
      const outer = stack.at(-1) ?? -1
      if (before !== undefined && current !== outer) {
        add(index, { outer, directives: [...before.directives.slice(1 - directivesMax), index] })
      }
    },
    close: (index: number) => {
      const outer = stack.pop()
      if (outer !== undefined) start(index, outer)
    },
  }
}
