/**
 * Tokens of one file as parallel arrays: a kernel file has tens of thousands, and one object each would cost more
 * than the lexing. `kind[i]` is one of `Token`, or the character code of a one-character punctuator.
 */
export interface Tokens {
  /** Latin-1 text: one character a byte, so that offsets are bytes. */
  readonly text: string
  readonly count: number
  readonly kind: Uint8Array
  readonly start: Int32Array
  readonly end: Int32Array
}

/** Kinds below the printable characters, and operators of several characters above them. */
export const Token = {
  word: 1,
  number: 2,
  string: 3,
  character: 4,
  /** `#if`, `#ifdef`, `#ifndef`. */
  conditionalOpen: 5,
  /** `#if 0`: its first arm is never compiled, so what follows `#endif` continues from another one. */
  conditionalOpenDead: 6,
  /** `#else`, `#elif…`. */
  conditionalElse: 7,
  conditionalClose: 8,
  /** `#define`; the next token is the macro's name. */
  defineOpen: 9,
  /** Like `defineOpen`, with a parameter list (no space between name and parenthesis). */
  defineOpenWithParameters: 10,
  defineClose: 11,
  arrow: 128,
  /** `==`, `!=`, `<=`, `>=`, `&&`, `||`, `<<`, `>>`. */
  operator: 129,
  /** `+=`, `|=` and the like. */
  assignmentOperator: 130,
  increment: 131,
  ellipsis: 132,
  paste: 133,
} as const

/** Character codes of the punctuators that the structure of C hangs on. */
export const Char = {
  hash: 35,
  ampersand: 38,
  parenOpen: 40,
  parenClose: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  question: 63,
  bracketOpen: 91,
  bracketClose: 93,
  braceOpen: 123,
  bar: 124,
  braceClose: 125,
  bang: 33,
} as const

export function tokenText(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.start[index], tokens.end[index])
}

/** Kind of a token, or 0 beyond either end. */
export function kindAt(tokens: Tokens, index: number): number {
  return index >= 0 && index < tokens.count ? (tokens.kind[index] ?? 0) : 0
}
