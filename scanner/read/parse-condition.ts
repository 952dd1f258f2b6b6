import { negate, splitOutside } from '#scanner/model/arms.ts'

/** Longer conditions are compared as a whole; so deep ones are not written. */
const lengthMax = 600
const depthMax = 8

/** The literals that hold together where the condition of a directive does, or where it does not. */
export function parseCondition(directive: string, holds: boolean): readonly string[] {
  const text = directive.replace(/\\\r?\n/g, ' ').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ')
  const [, name = '', condition = ''] = /^#\s*([a-z]+)\s*([\s\S]*)$/.exec(text) ?? []
  const bare = condition.replace(/defined\s+(\w+)/g, 'defined($1)').replace(/\s+/g, '')
  if (bare === '') return []
  if (name.endsWith('ndef')) return [holds ? `!defined(${bare})` : `defined(${bare})`]
  if (name.endsWith('def')) return [holds ? `defined(${bare})` : `!defined(${bare})`]
  return bare.length > lengthMax ? [holds ? bare : negate(bare)] : parse(bare, holds, 0)
}

function parse(text: string, holds: boolean, depth: number): readonly string[] {
  const inner = withoutParentheses(text)
  if (depth < depthMax) {
    for (const [operator, joint] of [
      ['||', ' || '],
      ['&&', ' && '],
    ] as const) {
      const parts = splitOutside(inner, operator)
      if (parts.length < 2) continue
      // all of an `&&` hold, none of an `||` that does not
      if ((operator === '&&') === holds) return parts.flatMap((part) => parse(part, holds, depth + 1))
      const whole = parts.map((part) => asOne(parse(part, true, depth + 1))).join(joint)
      return [holds ? `(${whole})` : `!(${whole})`]
    }
    if (inner.startsWith('!') && !inner.startsWith('!=')) return parse(inner.slice(1), !holds, depth + 1)
  }
  return readVersions(inner, holds) ?? [holds ? inner : negate(inner)]
}

function asOne(literals: readonly string[]): string {
  return literals.length === 1 ? (literals[0] ?? '') : `(${literals.join(' && ')})`
}

function withoutParentheses(text: string): string {
  let bare = text
  while (bare.startsWith('(') && closesAtEnd(bare)) bare = bare.slice(1, -1)
  return bare
}

function closesAtEnd(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at === text.length - 1
  }
  return false
}

const comparison = /^(.+?)(>=|<=|==|!=|<|>)(.+)$/
const version = /^(?:KERNEL_VERSION|LINUX_VERSION|\w*VERSION)\((\d+),(\d+),(\d+)\)$/
/** What drivers call a comparison with the kernel's version: `LINUX_VERSION_IS_GEQ(5,6,0)`, `RTLNX_VER_MIN(5,6,0)`. */
const atLeast = /^\w*(?:LINUX|LNX|KERNEL|KVER|KERN)\w*(?:GEQ|GTE|MIN|AT_LEAST|OR_LATER|SINCE)\w*\((\d+),(\d+),(\d+)\)$/
const below = /^\w*(?:LINUX|LNX|KERNEL|KVER|KERN)\w*(?:LESS|MAX|LT|BEFORE|BELOW)\w*\((\d+),(\d+),(\d+)\)$/

/** A comparison with the kernel's version as literals; `null` for any other condition. */
function readVersions(text: string, holds: boolean): readonly string[] | null {
  const since = atLeast.exec(text)
  if (since !== null) return [written(since, 0, holds)]
  const before = below.exec(text)
  if (before !== null) return [written(before, 0, !holds)]
  const found = comparison.exec(text)
  if (found === null) return null
  const [, left = '', sign = '', right = ''] = found
  const isTurned = right === 'LINUX_VERSION_CODE'
  if (!isTurned && left !== 'LINUX_VERSION_CODE') return null
  const numbers = version.exec(isTurned ? left : right)
  if (numbers === null) return null
  switch (isTurned ? (turned[sign] ?? sign) : sign) {
    case '>=':
      return [written(numbers, 0, holds)]
    case '>':
      return [written(numbers, 1, holds)]
    case '<':
      return [written(numbers, 0, !holds)]
    case '<=':
      return [written(numbers, 1, !holds)]
    default:
      return null
  }
}

const turned: Readonly<Record<string, string>> = { '>=': '<=', '<=': '>=', '<': '>', '>': '<' }

function written([, major, minor, patch]: RegExpExecArray, more: number, holds: boolean): string {
  return `${holds ? '' : '!'}version>=${Number(major)}.${Number(minor)}.${Number(patch) + more}`
}
