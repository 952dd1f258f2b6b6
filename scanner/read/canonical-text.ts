import { Char, Token, type Tokens, tokenText } from './tokens.ts'

const textMax = 160

/** Source text of tokens `from` up to `to`, spaced by rule and not as written, so that layout never changes facts. */
export function canonicalText(tokens: Tokens, from: number, to: number): string {
  let text = ''
  let wordBefore = false
  for (let at = from; at < to && text.length < textMax; at++) {
    const kind = tokens.kind[at]
    const isWord = kind === Token.word || kind === Token.number
    if (isSpaced(kind) && at > from) text += ` ${tokenText(tokens, at)} `
    else if (kind === Char.comma) text += ', '
    else text += (wordBefore && isWord ? ' ' : '') + tokenText(tokens, at)
    wordBefore = isWord
  }
  return text.length > textMax ? `${text.slice(0, textMax - 1)}…` : text
}

function isSpaced(kind: number | undefined): boolean {
  return (
    kind === Token.operator ||
    kind === Token.assignmentOperator ||
    kind === Char.question ||
    kind === Char.colon ||
    kind === Char.bar ||
    kind === Char.plus ||
    kind === Char.equals
  )
}
