import { compileExpression, compileGlob, isTooLong, type TextMatcher } from './compile-pattern.ts'
import type { MaintainersDialect } from './maintainers.ts'

/**
 * An `F:` or `X:` pattern. Source of all rules: `read_maintainer_file` and `file_match_pattern` of
 * `scripts/get_maintainer.pl`, which turns the glob into a Perl regex and leaves brackets, `+`, `|` and the like active.
 */
export type PathPattern = LiteralPattern | WildcardPattern
export type Pattern = PathPattern | NamePattern

/** Where a pattern stands. */
export interface PatternPlace {
  /** Index of its section. */
  readonly section: number
  /** Place among all patterns of the file: the last match of a section decides about the depth. */
  readonly order: number
}

interface PathPatternBase extends PatternPlace {
  readonly letter: 'F' | 'X'
  /** As written. */
  readonly text: string
  /** Slashes of the pattern, and one more without a trailing slash; -1 if it starts with `*`. */
  readonly depth: number
}

/** Nothing in it is active: a prefix of paths. */
export interface LiteralPattern extends PathPatternBase {
  readonly kind: 'literal'
}

export interface WildcardPattern extends PathPatternBase {
  readonly kind: 'wildcard'
  /** What every matching path starts with. */
  readonly prefix: string
  /** The regex source before the directory rule, as the script makes it. */
  readonly source: string
  /** Anchored at the start only, as the script has it. */
  readonly matches: TextMatcher
  /** The same where the pattern turns out to name a directory. */
  readonly matchesBelow: TextMatcher
  /** A path must have as many slashes, or `null` if the rule is off: a trailing slash, or `**` in the newer dialect. */
  readonly slashes: number | null
}

/** An `N:` pattern: an unanchored regex on the path, of depth 0. */
export interface NamePattern extends PatternPlace {
  readonly kind: 'name'
  readonly letter: 'N'
  readonly text: string
  readonly depth: 0
  readonly matches: TextMatcher
}

const activeCharacter = /[*?[\](){}+|^$\\]/

/** `null` if the pattern is no regex that means the same in Perl and here, or one that cannot be matched in linear time. */
export function parsePathPattern(
  letter: 'F' | 'X',
  text: string,
  { section, order }: PatternPlace,
  { doubleStar }: MaintainersDialect,
): PathPattern | null {
  if (isTooLong(text)) return null
  const active = text.search(activeCharacter)
  if (active < 0) return { kind: 'literal', letter, text, depth: depthOf(text), section, order }

  const source = toRegexSource(text, doubleStar)
  const matches = compile(text, `^${source}`)
  const matchesBelow = compile(`${text}/`, `^${source}/`)
  if (matches === null || matchesBelow === null) return null
  const anyDepth = source.endsWith('/') || (doubleStar && text.includes('**'))
  return {
    kind: 'wildcard',
    letter,
    text,
    depth: depthOf(source),
    prefix: literalPrefix(text, active),
    source,
    matches,
    matchesBelow,
    slashes: anyDepth ? null : countSlashes(source),
    section,
    order,
  }
}

/**
 * The script matches with `/x`: white space and comments in the pattern do not count.
 * An empty `N:` matches nothing: Perl then repeats its last successful regex, the one that reads `X:` lines.
 */
export function parseNamePattern(text: string, { section, order }: PatternPlace): NamePattern | null {
  if (text === '' || isTooLong(text)) return null
  const matches = toMatcher(dropExtendedSpace(text))
  return matches === null ? null : { kind: 'name', letter: 'N', text, depth: 0, matches, section, order }
}

export function countSlashes(text: string): number {
  let count = 0
  for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) count++
  return count
}

/**
 * Whether a pattern without trailing slash may turn out to name a directory. The script adds the slash to the *regex*, and
 * asks `-d` about that: true of `lib/raid6` and `lib/c+`, never of what had a dot or a star (`foo.d` is then `foo\\.d`).
 */
export function couldNameDirectory(pattern: PathPattern): boolean {
  if (pattern.text.endsWith('/') || pattern.text === '') return false
  return pattern.kind === 'literal' ? !pattern.text.includes('.') : !/[\\*]/.test(pattern.source)
}

/** A pattern that names a directory gets its slash later, which changes nothing here: one slash more, no extra depth. */
function depthOf(source: string): number {
  if (source.startsWith('.*')) return -1
  return countSlashes(source) + (source.endsWith('/') ? 0 : 1)
}

/** The order matters: the dots that stars turn into must not be escaped, and `(?:.*)` must not be converted again. */
function toRegexSource(text: string, doubleStar: boolean): string {
  const dots = text.replaceAll('.', '\\.')
  if (!doubleStar) return singleStars(dots)
  return dots.split('**').map(singleStars).join('(?:.*)')
}

function singleStars(text: string): string {
  return text.replaceAll('*', '.*').replaceAll('?', '.')
}

/** An alternative is not anchored, and a quantifier makes the character before it optional. */
function literalPrefix(text: string, active: number): string {
  if (text.includes('|')) return ''
  const quantifier = text[active] === '+' || text[active] === '{'
  return text.slice(0, quantifier ? Math.max(0, active - 1) : active)
}

/** Only stars and question marks, as nearly all have: those need no expression. */
function compile(glob: string, source: string): TextMatcher | null {
  return /[[\](){}+|^$\\]/.test(glob) ? toMatcher(source) : compileGlob(glob)
}

/** Escapes that mean the same to Perl and RE2; MAINTAINERS has used no other, nor a POSIX class. */
const commonEscapes = /^(?:[^\\]|\\[^A-Za-z]|\\[bBdDsSwWnrtf])*$/
const posixClass = /\[:\^?\w+:\]/

function toMatcher(source: string): TextMatcher | null {
  return !commonEscapes.test(source) || posixClass.test(source) ? null : compileExpression(source)
}

const extendedToken = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\s+|#.*/gs

function dropExtendedSpace(text: string): string {
  return text.replace(extendedToken, (token) => (/^[\s#]/.test(token) ? '' : token))
}
