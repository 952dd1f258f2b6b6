import { RE2JS } from 're2js'

/** Whether a text fits, in time that is linear in its length. */
export type TextMatcher = (text: string) => boolean

/** A line of MAINTAINERS is whoever's who can commit to the tree: so long a pattern is none, and compiling it would be slow. */
const lengthMax = 512

export const isTooLong = (source: string): boolean => source.length > lengthMax

/**
 * A regular expression of somebody else's, by an engine without backtracking: `(a+)+$` costs as much as `a`. `null` if it is wrong, too
 * long, or needs what such an engine cannot do (look-around, back-references).
 */
export function compileExpression(source: string): TextMatcher | null {
  if (isTooLong(source)) return null
  try {
    const expression = RE2JS.compile(source, RE2JS.DOTALL)
    return (text) => expression.test(text)
  } catch {
    return null
  }
}

/**
 * A glob in which only `*` and `?` mean something, anchored at the start alone, as the script has it: `?` is one character and `*` any
 * number of them, slashes too. Each piece between stars is taken where it comes first, which needs no backtracking.
 */
export function compileGlob(glob: string): TextMatcher {
  const [first = '', ...others] = glob.split('*').filter((piece, at) => at === 0 || piece !== '')
  return (text) => {
    if (!fitsAt(first, text, 0)) return false
    let at = first.length
    for (const piece of others) {
      while (at + piece.length <= text.length && !fitsAt(piece, text, at)) at++
      if (at + piece.length > text.length) return false
      at += piece.length
    }
    return true
  }
}

function fitsAt(piece: string, text: string, at: number): boolean {
  if (at + piece.length > text.length) return false
  for (let index = 0; index < piece.length; index++) {
    const wanted = piece.charCodeAt(index)
    if (wanted !== questionMark && wanted !== text.charCodeAt(at + index)) return false
  }
  return true
}

const questionMark = 63
