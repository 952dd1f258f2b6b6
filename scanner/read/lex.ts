import type { ReadProblemKind } from '#scanner/model/facts.ts'
import { Token, type Tokens } from './tokens.ts'

const Class = { other: 0, space: 1, word: 2, digit: 3, punctuator: 4 } as const

const classOf = new Uint8Array(256)
for (let code = 0; code < 256; code++) {
  const char = String.fromCharCode(code)
  if (code <= 32) classOf[code] = Class.space
  else if (/[A-Za-z_$]/.test(char) || code >= 128) classOf[code] = Class.word
  else if (/[0-9]/.test(char)) classOf[code] = Class.digit
  else classOf[code] = Class.punctuator
}

const newline = 10
const backslash = 92
const slash = 47
const star = 42
const quote = 34
const apostrophe = 39
const hash = 35

export interface Lexed {
  readonly tokens: Tokens
  readonly problems: Map<ReadProblemKind, number>
  /** First and last byte of each name in front of a `(` that stands under `#if 0` and leaves no token, in turn. */
  readonly dead: readonly number[]
}

/**
 * Splits unpreprocessed C into tokens in one pass; comments, white space and directives that hold no code leave none.
 * Never throws, and is linear in the text: what is not C becomes odd tokens and counted problems.
 *
 * `text` is Latin-1, one character a byte. A `#define` body is lexed in place between `defineOpen` and `defineClose`,
 * since kernel macros hold calls too; conditionals become tokens so that the structure pass can read every arm. What
 * stands under `#if 0`, or behind the `#else` of an `#if 1`, is no code.
 */
export function lex(text: string): Lexed {
  const problems = new Map<ReadProblemKind, number>()
  const count = (kind: ReadProblemKind) => problems.set(kind, (problems.get(kind) ?? 0) + 1)

  const length = text.length
  // the densest real C has a token every two bytes or so; grown on demand for text that is denser
  let capacity = Math.max(64, length >> 2)
  let kind = new Uint8Array(capacity)
  let start = new Int32Array(capacity)
  let end = new Int32Array(capacity)
  let size = 0
  const dead: number[] = []
  /** For every open conditional how it stands now; a dead arm leaves no tokens, nor do conditionals inside it. */
  const conditionals: ArmState[] = []
  let isDead = false
  const push = (tokenKind: number, from: number, to: number) => {
    if (isDead) return
    if (size === capacity) {
      capacity *= 2
      kind = grown(kind, new Uint8Array(capacity))
      start = grown(start, new Int32Array(capacity))
      end = grown(end, new Int32Array(capacity))
    }
    kind[size] = tokenKind
    start[size] = from
    end[size] = to
    size++
  }

  let at = 0
  let lineHasToken = false
  let inDefine = false

  while (at < length) {
    const code = text.charCodeAt(at)
    const charClass = classOf[code & 255]

    if (charClass === Class.space) {
      if (code === newline) {
        if (inDefine) {
          push(Token.defineClose, at, at)
          inDefine = false
        }
        lineHasToken = false
      } else if (code === 0) count('nul-bytes')
      at++
      continue
    }

    if (charClass === Class.word) {
      const from = at++
      while (at < length) {
        const next = classOf[text.charCodeAt(at) & 255]
        if (next !== Class.word && next !== Class.digit) break
        at++
      }
      lineHasToken = true
      if (isDead && text.charCodeAt(at) === 40) dead.push(from, at)
      push(Token.word, from, at)
      continue
    }

    if (code === slash) {
      const next = text.charCodeAt(at + 1)
      if (next === star) {
        const close = text.indexOf('*/', at + 2)
        if (close < 0) count('unterminated-comment')
        at = close < 0 ? length : close + 2
        continue
      }
      if (next === slash) {
        at = endOfLogicalLine(text, at)
        continue
      }
    }

    if (code === backslash) {
      const newlineAt = lineContinuation(text, at)
      if (newlineAt >= 0) {
        at = newlineAt + 1
        continue
      }
    }

    if (code === hash && !lineHasToken && !inDefine) {
      const directive = readDirective(text, at)
      if (directive.kind === 'define') {
        push(directive.withParameters ? Token.defineOpenWithParameters : Token.defineOpen, at, directive.nameFrom)
        push(Token.word, directive.nameFrom, directive.nameTo)
        inDefine = true
        at = directive.nameTo
        lineHasToken = true
      } else {
        if (directive.kind === 'conditional') {
          // the end of a dead arm is the arm's affair, its markers are those of the conditional
          const isNested = isDead && (conditionals.at(-1) ?? 'nested') === 'nested'
          const isOpening = directive.token === Token.conditionalOpen || directive.token === Token.conditionalOpenDead
          if (isOpening) {
            push(directive.token, at, directive.end)
            conditionals.push(isDead ? 'nested' : directive.constant)
          } else if (directive.token === Token.conditionalElse) {
            if (!isNested) {
              isDead = false
              push(directive.token, at, directive.end)
              if (conditionals.length > 0) conditionals.push(nextArm(conditionals.pop() ?? 'open', directive.constant))
            }
          } else {
            if (!isNested) {
              isDead = false
              push(directive.token, at, directive.end)
            }
            conditionals.pop()
          }
          isDead = isDead || conditionals.at(-1) === 'dead' || conditionals.at(-1) === 'over'
        }
        at = directive.end
        lineHasToken = true
      }
      continue
    }

    lineHasToken = true

    if (code === quote || code === apostrophe) {
      const to = endOfLiteral(text, at, code)
      if (to < 0) {
        if (!isDead) count('unterminated-string')
        at = endOfLine(text, at)
      } else {
        push(code === quote ? Token.string : Token.character, at, to)
        at = to
      }
      continue
    }

    if (charClass === Class.digit) {
      const from = at++
      while (at < length) {
        const next = classOf[text.charCodeAt(at) & 255]
        if (next !== Class.word && next !== Class.digit && text.charCodeAt(at) !== 46) break
        at++
      }
      push(Token.number, from, at)
      continue
    }

    const operator = operatorAt(text, at, code)
    push(operator.kind, at, at + operator.length)
    at += operator.length
  }
  if (inDefine) push(Token.defineClose, length, length)

  return { tokens: { text, count: size, kind, start, end }, problems, dead }
}

/**
 * `open`: may be compiled; `dead`: `#if 0`; `taken`: `#if 1`, so that its other arms are `over`; `nested`: inside one that
 * is not compiled.
 */
type ArmState = 'open' | 'dead' | 'taken' | 'over' | 'nested'

function nextArm(before: ArmState, constant: ArmState): ArmState {
  return before === 'taken' || before === 'over' ? 'over' : constant
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** Position of the newline if nothing but blanks stands between the backslash at `at` and it, else -1. */
function lineContinuation(text: string, at: number): number {
  let to = at + 1
  while (to < text.length) {
    const code = text.charCodeAt(to)
    if (code === newline) return to
    if (code !== 13 && code !== 32 && code !== 9) return -1
    to++
  }
  return -1
}

function endOfLine(text: string, at: number): number {
  const to = text.indexOf('\n', at)
  return to < 0 ? text.length : to
}

/** End of a line that may go on behind backslash-newline: the newline itself, or the end of the text. */
function endOfLogicalLine(text: string, at: number): number {
  let to = endOfLine(text, at)
  while (to < text.length && continues(text, to)) to = endOfLine(text, to + 1)
  return to
}

function continues(text: string, newlineAt: number): boolean {
  const before = text.charCodeAt(newlineAt - 1)
  return before === backslash || (before === 13 && text.charCodeAt(newlineAt - 2) === backslash)
}

/** Position behind the closing quote, or -1 if the line ends first (C forbids a bare newline in a literal). */
function endOfLiteral(text: string, at: number, closing: number): number {
  for (let to = at + 1; to < text.length; to++) {
    const code = text.charCodeAt(to)
    if (code === closing) return to + 1
    if (code === newline) return -1
    if (code === backslash) {
      if (text.charCodeAt(to + 1) === 13 && text.charCodeAt(to + 2) === newline) to++
      to++
    }
  }
  return -1
}

type Directive =
  | { readonly kind: 'define'; readonly withParameters: boolean; readonly nameFrom: number; readonly nameTo: number }
  | {
      readonly kind: 'conditional'
      readonly token: number
      readonly end: number
      /** `dead` or `taken` where the condition is a constant, else `open`. */
      readonly constant: ArmState
    }
  | { readonly kind: 'other'; readonly end: number }

const directivePattern = /#(?:[ \t]|\\\r?\n|\/\*[\s\S]*?\*\/)*([a-z_]*)/y
const definePattern = /(?:[ \t]|\\\r?\n|\/\*[\s\S]*?\*\/)*([A-Za-z_$][\w$]*)/y
/** `0`, `(0)` and `0 && …` are never compiled; `1` and `(1)` always are. */
const constantPattern = /[ \t]*(?:\([ \t]*([01])[ \t]*\)|([01]))[ \t]*(?:(?=\r?\n|\/[/*]|$)|(&&))/y

function readDirective(text: string, at: number): Directive {
  directivePattern.lastIndex = at
  const name = directivePattern.exec(text)?.[1] ?? ''
  const after = Math.max(at + 1, directivePattern.lastIndex)
  if (name === 'define') {
    definePattern.lastIndex = after
    const macro = definePattern.exec(text)?.[1]
    if (macro !== undefined) {
      const nameTo = definePattern.lastIndex
      return { kind: 'define', withParameters: text.charCodeAt(nameTo) === 40, nameFrom: nameTo - macro.length, nameTo }
    }
  }
  const end = endOfDirective(text, after)
  switch (name) {
    case 'if': {
      const constant = constantCondition(text, after)
      const token = constant === 'dead' ? Token.conditionalOpenDead : Token.conditionalOpen
      return { kind: 'conditional', token, end, constant }
    }
    case 'ifdef':
    case 'ifndef':
      return { kind: 'conditional', token: Token.conditionalOpen, end, constant: 'open' }
    case 'elif':
      return { kind: 'conditional', token: Token.conditionalElse, end, constant: constantCondition(text, after) }
    case 'else':
    case 'elifdef':
    case 'elifndef':
      return { kind: 'conditional', token: Token.conditionalElse, end, constant: 'open' }
    case 'endif':
      return { kind: 'conditional', token: Token.conditionalClose, end, constant: 'open' }
    default:
      return { kind: 'other', end }
  }
}

function constantCondition(text: string, at: number): ArmState {
  constantPattern.lastIndex = at
  const found = constantPattern.exec(text)
  const value = found?.[1] ?? found?.[2]
  if (value === '0') return 'dead'
  return value === '1' && found?.[3] === undefined ? 'taken' : 'open'
}

const directiveStop = /\n|\/\*|\/\//g

/** End of the directive's logical line: continuations and block comments in it may carry it over several lines. */
function endOfDirective(text: string, from: number): number {
  let at = from
  for (;;) {
    directiveStop.lastIndex = at
    const stop = directiveStop.exec(text)
    if (stop === null) return text.length
    if (stop[0] === '//') return endOfLogicalLine(text, stop.index)
    if (stop[0] === '\n') {
      if (!continues(text, stop.index)) return stop.index
      at = stop.index + 1
      continue
    }
    const close = text.indexOf('*/', stop.index + 2)
    // left for the main loop, which counts it
    if (close < 0) return stop.index
    at = close + 2
  }
}

interface Operator {
  readonly kind: number
  readonly length: number
}

const single: readonly Operator[] = Array.from({ length: 256 }, (_, code) => ({
  kind: code < 128 ? code : 63,
  length: 1,
}))
const arrow: Operator = { kind: Token.arrow, length: 2 }
const operator: Operator = { kind: Token.operator, length: 2 }
const assignment: Operator = { kind: Token.assignmentOperator, length: 2 }
const shiftAssignment: Operator = { kind: Token.assignmentOperator, length: 3 }
const increment: Operator = { kind: Token.increment, length: 2 }
const ellipsis: Operator = { kind: Token.ellipsis, length: 3 }
const paste: Operator = { kind: Token.paste, length: 2 }

function operatorAt(text: string, at: number, code: number): Operator {
  const next = text.charCodeAt(at + 1)
  const alone = single[code & 255] ?? operator
  switch (code) {
    case 45: // -
      if (next === 62) return arrow
      return next === 45 ? increment : next === 61 ? assignment : alone
    case 43: // +
      return next === 43 ? increment : next === 61 ? assignment : alone
    case 61: // =
    case 33: // !
      return next === 61 ? operator : alone
    case 60: // <
    case 62: // >
      if (next === code) return text.charCodeAt(at + 2) === 61 ? shiftAssignment : operator
      return next === 61 ? operator : alone
    case 38: // &
    case 124: // |
      if (next === code) return operator
      return next === 61 ? assignment : alone
    case 42: // *
    case 47: // /
    case 37: // %
    case 94: // ^
      return next === 61 ? assignment : alone
    case 46: // .
      return next === 46 && text.charCodeAt(at + 2) === 46 ? ellipsis : alone
    case 35: // #
      return next === 35 ? paste : alone
    default:
      return alone
  }
}
