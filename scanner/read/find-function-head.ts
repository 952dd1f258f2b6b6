import { canonicalText } from './canonical-text.ts'
import { aggregateWords, controlWords, isAnnotation, isDefiningMacro } from './keywords.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

export interface FunctionHead {
  readonly name: string
  readonly nameToken: number
  readonly parametersOpen: number
  readonly static: boolean
  readonly inline: boolean
}

/** How far back a head is looked for; the longest in the kernel is well below, and odd input stays linear. */
const tokensBackMax = 96

/**
 * Whether the `{` at `brace` opens a function body, told by what stands before it: `name(parameters)`, with
 * annotations behind. Initialisers, aggregates and control statements are not.
 *
 * `strict` is for a brace inside another body: only an unmistakable head (`type name(…) {`) counts there.
 */
export function findFunctionHead(
  tokens: Tokens,
  match: Int32Array,
  brace: number,
  strict: boolean,
): FunctionHead | null {
  let at = brace - 1
  for (let steps = 0; steps < tokensBackMax; steps++) {
    const kind = kindAt(tokens, at)
    // `#ifdef` around annotations, or around two forms of the head: the nearest one counts
    if (kind >= Token.conditionalOpen && kind <= Token.conditionalClose) {
      at--
      continue
    }
    if (kind === Token.word) {
      // `__init`, `__must_check`, `noinline`… behind the parameter list
      if (controlWords.has(tokenText(tokens, at))) return null
      at--
      continue
    }
    if (kind !== Char.parenClose) return null
    const open = match[at] ?? -1
    if (open <= 0) return null
    const before = kindAt(tokens, open - 1)
    if (before === Char.parenClose) return templateOrPointerHead(tokens, match, open, strict)
    if (before !== Token.word) return null
    const word = tokenText(tokens, open - 1)
    if (controlWords.has(word)) return null
    if (isAnnotation(word) || (word.startsWith('__') && kindAt(tokens, open - 2) === Char.parenClose)) {
      at = open - 2
      continue
    }
    return plainHead(tokens, match, open, word, strict)
  }
  return null
}

function plainHead(
  tokens: Tokens,
  match: Int32Array,
  open: number,
  word: string,
  strict: boolean,
): FunctionHead | null {
  const nameToken = open - 1
  const storage = readStorage(tokens, match, nameToken)
  if (storage.afterAggregateWord || storage.afterEquals) return null
  if (strict && (!storage.typed || isDefiningMacro(word))) return null
  if (isDefiningMacro(word) && kindAt(tokens, open + 1) === Token.word) {
    return {
      name: tokenText(tokens, open + 1),
      nameToken: open + 1,
      parametersOpen: open,
      static: storage.static,
      inline: storage.inline,
    }
  }
  const isMacroShaped = !storage.typed && /^[A-Z][A-Z0-9_]*$/.test(word)
  return {
    name: isMacroShaped ? asWritten(tokens, match, nameToken, open) : word,
    nameToken,
    parametersOpen: open,
    static: storage.static,
    inline: storage.inline,
  }
}

/** `FNAME(x)(parameters)` of a template header, or `(*f(parameters))(…)`, a function that returns a pointer to one. */
function templateOrPointerHead(tokens: Tokens, match: Int32Array, open: number, strict: boolean): FunctionHead | null {
  if (strict) return null
  const first = match[open - 1] ?? -1
  if (first < 0) return null
  if (kindAt(tokens, first + 1) === Char.star && kindAt(tokens, first + 2) === Token.word) {
    const storage = readStorage(tokens, match, first)
    const parametersOpen = kindAt(tokens, first + 3) === Char.parenOpen ? first + 3 : -1
    if (parametersOpen < 0) return null
    return {
      name: tokenText(tokens, first + 2),
      nameToken: first + 2,
      parametersOpen,
      static: storage.static,
      inline: storage.inline,
    }
  }
  if (kindAt(tokens, first - 1) === Token.word) {
    const storage = readStorage(tokens, match, first - 1)
    if (storage.afterAggregateWord || storage.afterEquals) return null
    return {
      name: asWritten(tokens, match, first - 1, first),
      nameToken: first - 1,
      parametersOpen: open,
      static: storage.static,
      inline: storage.inline,
    }
  }
  return null
}

interface Storage {
  readonly static: boolean
  readonly inline: boolean
  /** A type stands before the name. */
  readonly typed: boolean
  readonly afterAggregateWord: boolean
  readonly afterEquals: boolean
}

function readStorage(tokens: Tokens, match: Int32Array, nameToken: number): Storage {
  let isStatic = false
  let inline = false
  let typed = false
  let afterAggregateWord = false
  let at = nameToken - 1
  for (let steps = 0; steps < tokensBackMax && at >= 0; steps++) {
    const kind = kindAt(tokens, at)
    if (kind === Token.word) {
      const word = tokenText(tokens, at)
      if (controlWords.has(word)) break
      if (word === 'static') isStatic = true
      else if (word === 'inline' || word === '__always_inline' || word === '__inline' || word === '__inline__')
        inline = true
      else if (word !== 'extern' && word !== 'noinline' && !word.startsWith('__')) typed = true
      if (at === nameToken - 1 && aggregateWords.has(word)) afterAggregateWord = true
    } else if (kind === Char.parenClose) {
      const open = match[at] ?? -1
      if (open <= 0 || kindAt(tokens, open - 1) !== Token.word || !isAnnotation(tokenText(tokens, open - 1))) break
      at = open - 1
    } else if (kind !== Char.star) {
      const afterEquals = kind === Char.equals || kind === Token.assignmentOperator
      return { static: isStatic, inline, typed, afterAggregateWord, afterEquals }
    }
    at--
  }
  return { static: isStatic, inline, typed, afterAggregateWord, afterEquals: false }
}

const asWrittenMax = 80

function asWritten(tokens: Tokens, match: Int32Array, nameToken: number, open: number): string {
  return canonicalText(tokens, nameToken, (match[open] ?? open) + 1).slice(0, asWrittenMax)
}
