/** A glob as an expression that RE2 and Postgres read alike; or what is wrong with it, as a sentence ends. */
export type Glob =
  | { readonly kind: 'glob'; readonly source: string; readonly negated: boolean }
  | { readonly kind: 'wrong'; readonly problem: string }

const classes: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-.:-@\\[-`{-~',
  space: ' \t\n\r\f\v',
  upper: 'A-Z',
  word: 'A-Za-z0-9_',
  xdigit: '0-9A-Fa-f',
}

const bracesMax = 50
const lengthMax = 1000

/**
 * Reads a glob of paths, as git does: it fits what lies below a directory that it fits, and one without a slash fits names wherever they are.
 */
export function parsePathGlob(glob: string): Glob {
  const parsed = readGlob(glob)
  const above = glob.includes('/') ? '' : '(?:.*/)?'
  return parsed.kind === 'wrong' ? parsed : { ...parsed, source: `^${above}(?:${parsed.source})(?:/.*)?$` }
}

/** Reads a glob of whole names. */
export function parseGlob(glob: string): Glob {
  const parsed = readGlob(glob)
  return parsed.kind === 'wrong' ? parsed : { ...parsed, source: `^(?:${parsed.source})$` }
}

/**
 * Reads a glob as git and shells do: `*` and `?` stay within a name, `**` does not, `[a-z]`, `[!a-z]` and `[[:digit:]]` are one character,
 * `{a,b}` either, `\` makes the next character plain, and a `!` in front turns it round. What is left open is plain too.
 */
function readGlob(glob: string): Glob {
  if (glob.length > lengthMax) return { kind: 'wrong', problem: `is longer than ${lengthMax} characters` }
  const negated = glob.startsWith('!')
  const body = negated ? glob.slice(1) : glob
  let problem: string | null = null
  let source = ''
  /** Ends of the braces that are open, and so alternatives. */
  const open: number[] = []
  const closing = pairBraces(body)

  for (let at = 0; at < body.length; at++) {
    const char = body.charAt(at)
    switch (char) {
      case '*': {
        let end = at
        while (body.charAt(end + 1) === '*') end++
        const isWhole = end > at && (at === 0 || body.charAt(at - 1) === '/')
        if (isWhole && body.charAt(end + 1) === '/') {
          source += '(?:.*/)?'
          end++
        } else source += isWhole && end + 1 === body.length ? '.*' : '[^/]*'
        at = end
        break
      }
      case '?':
        source += '[^/]'
        break
      case '\\':
        if (at + 1 < body.length) source += plain(body.charAt(++at))
        else source += '\\\\'
        break
      case '[': {
        const set = readSet(body, at)
        if (set === null) source += '\\['
        else if ('problem' in set) problem ??= set.problem
        else {
          source += set.source
          at = set.end
        }
        break
      }
      case '{': {
        const end = closing.get(at)
        if (end === undefined) source += '\\{'
        else {
          if (open.length === bracesMax) problem ??= `has more than ${bracesMax} braces within each other`
          open.push(end)
          source += '(?:'
        }
        break
      }
      case ',':
        source += open.length > 0 ? '|' : ','
        break
      case '}':
        if (open.at(-1) === at) {
          open.pop()
          source += ')'
        } else source += '\\}'
        break
      default:
        source += plain(char)
    }
  }
  return problem === null ? { kind: 'glob', source, negated } : { kind: 'wrong', problem }
}

/** The closing brace of each that opens alternatives: one with a comma in it. */
function pairBraces(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: { readonly at: number; hasComma: boolean }[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\') at++
    else if (char === '{') open.push({ at, hasComma: false })
    else if (char === ',') {
      const last = open.at(-1)
      if (last !== undefined) last.hasComma = true
    } else if (char === '}') {
      const last = open.pop()
      if (last?.hasComma) pairs.set(last.at, at)
    }
  }
  return pairs
}

type Member = { readonly kind: 'class'; readonly source: string } | { readonly kind: 'char'; readonly char: string }

/** `[…]` from its bracket on; `null` if nothing closes it. */
function readSet(
  text: string,
  start: number,
): { readonly source: string; readonly end: number } | { readonly problem: string } | null {
  let at = start + 1
  const isNegated = text.charAt(at) === '!' || text.charAt(at) === '^'
  if (isNegated) at++
  const first = at
  let source = ''
  const take = (): Member | { readonly problem: string } => {
    const posix = text.startsWith('[:', at) ? text.indexOf(':]', at + 2) : -1
    if (posix >= 0) {
      const name = text.slice(at + 2, posix)
      const known = Object.hasOwn(classes, name) ? classes[name] : undefined
      at = posix + 2
      return known === undefined
        ? { problem: `has [:${name}:], which is no class of characters; there are ${Object.keys(classes).join(', ')}` }
        : { kind: 'class', source: known }
    }
    if (text.charAt(at) === '\\' && at + 1 < text.length) at++
    return { kind: 'char', char: text.charAt(at++) }
  }
  while (at < text.length && (text.charAt(at) !== ']' || at === first)) {
    const member = take()
    if ('problem' in member) return member
    const isRange = member.kind === 'char' && text.charAt(at) === '-' && !['', ']'].includes(text.charAt(at + 1))
    if (!isRange) {
      source += member.kind === 'class' ? member.source : plain(member.char)
      continue
    }
    at++
    const last = take()
    if ('problem' in last) return last
    if (last.kind === 'class') source += `${plain(member.char)}\\-${last.source}`
    else if (last.char < member.char)
      return { problem: `has [${member.char}-${last.char}], a range that ends before it begins` }
    else source += `${plain(member.char)}-${plain(last.char)}`
  }
  if (at >= text.length) return null
  return { source: isNegated ? `[^${source}/]` : `[${source}]`, end: at }
}

/** Letters and digits mean something behind a backslash, everything else is plain there, in sets as well. */
const plain = (char: string): string => (/[!-/:-@[-`{-~]/.test(char) ? `\\${char}` : char)
