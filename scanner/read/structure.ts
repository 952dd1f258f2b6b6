import type { ReadProblemKind } from '#scanner/model/facts.ts'
import { cleanupBodies } from './cleanup-bodies.ts'
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
  readonly arms: readonly Arm[]
  /** For every token the innermost arm of a conditional that it stands in, as an index into `arms`; -1 outside any. */
  readonly armOf: Int32Array
}

/** One arm of an `#if … #elif … #else`. */
export interface Arm {
  /** Index of the arm around the conditional, -1 at the top. */
  readonly parent: number
  /** Token of the `#if`: the same for all arms of one conditional. */
  readonly conditional: number
  /** Token of the directive that begins the arm. */
  readonly directive: number
  /** The arm before it, -1 for the first. */
  readonly before: number
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
  readonly parent: number
  /** Token of its `#if`. */
  readonly token: number
  arm: number
  /** Index of the arm that is being read. */
  index: number
  /** Innermost open brackets behind the arms that were read. */
  readonly opens: number[]
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
  const arms: Arm[] = []
  const armOf = new Int32Array(size).fill(-1)
  let arm = -1
  /** Parentheses of other arms that close together with one: `#if A f( #else g( #endif x)`. */
  const twins = new Map<number, number[]>()

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
    for (const twin of twins.get(openIndex) ?? []) if ((match[twin] ?? -1) < 0) match[twin] = index
    match[index] = openIndex
    state.open = enclosing[openIndex] ?? -1
  }
  /** Goes on from another state; a body that only this arm opened reaches as far as the arm, for now. */
  const leaveArm = (index: number, next: State) => {
    const body = bodies[state.body]
    if (body !== undefined && state.body !== next.body) body.to = Math.max(body.to, index)
    state = { ...next }
  }

  const joinTwins = (opens: readonly number[], goneOn: number) => {
    for (const open of opens) {
      let other = open
      let one = goneOn
      // calls whose heads differ by arm and whose ends are common
      for (let depth = 0; depth < twinDepthMax && one !== other && one >= 0 && other >= 0; depth++) {
        if (kindAt(tokens, one) !== Char.parenOpen || kindAt(tokens, other) !== Char.parenOpen) break
        twins.set(one, [...(twins.get(one) ?? []), other])
        one = enclosing[one] ?? -1
        other = enclosing[other] ?? -1
      }
    }
  }

  for (let index = 0; index < size; index++) {
    bodyOf[index] = state.body
    enclosing[index] = state.open
    armOf[index] = arm
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
        conditionals.push({
          before: { ...state },
          after: null,
          firstArmDead: tokens.kind[index] === Token.conditionalOpenDead,
          parent: arm,
          token: index,
          arm: 0,
          index: arms.length,
          opens: [],
        })
        arms.push({ parent: arm, conditional: index, directive: index, before: -1 })
        arm = arms.length - 1
        break
      case Token.conditionalElse: {
        const conditional = conditionals.at(-1)
        if (conditional === undefined) {
          count('stray-conditional')
          break
        }
        if (conditional.arm > 0 || !conditional.firstArmDead) conditional.after ??= { ...state }
        conditional.arm++
        conditional.opens.push(state.open)
        leaveArm(index, conditional.before)
        arms.push({
          parent: conditional.parent,
          conditional: conditional.token,
          directive: index,
          before: conditional.index,
        })
        conditional.index = arms.length - 1
        arm = conditional.index
        armOf[index] = conditional.parent
        break
      }
      case Token.conditionalClose: {
        const conditional = conditionals.pop()
        if (conditional !== undefined) {
          arm = conditional.parent
          armOf[index] = arm
          if (conditional.after !== null) joinTwins([...conditional.opens, state.open], conditional.after.open)
        }
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
  for (const body of cleanupBodies(tokens, match, bodyOf)) {
    bodyOf.fill(bodies.length, body.from, body.to)
    bodies.push(body)
  }
  return { bodies, match, bodyOf, enclosing, headOf: new Set(bodies.map(({ nameToken }) => nameToken)), arms, armOf }
}

/** Calls inside calls that begin differently by arm. */
const twinDepthMax = 4
