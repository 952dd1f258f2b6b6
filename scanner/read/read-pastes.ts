import type { Alias } from '#scanner/model/facts.ts'
import { argumentRanges } from './access-paths.ts'
import { readParameters } from './read-parameters.ts'
import type { Reading } from './reading.ts'
import type { Body } from './structure.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/** Names that macros of the file make of parts: `#define GUP(how) get_user_pages##how`. */
export interface Pastes {
  /** What each use names, for the line of the use. */
  readonly aliases: readonly Alias[]
  /** Uses that are names of rows, by the token of the macro. */
  readonly calls: readonly number[]
}

const none: Pastes = { aliases: [], calls: [] }

/** A shorter part of a name may be that of anything. */
const partMin = 6

/** What a macro makes a name of: a part that is written out, before or behind one of its parameters. */
interface Pasting {
  readonly part: string
  readonly isFirst: boolean
  readonly position: number
}

/**
 * Uses of macros that make the name of a row are calls of it. Of a macro that could make one the problem `pasted-name` is counted, since uses in other
 * files, and through further macros, are not seen.
 */
export function readPastes(
  reading: Pick<Reading, 'tokens' | 'structure' | 'positions' | 'names' | 'armsOf' | 'count'>,
): Pastes {
  const { tokens, structure, positions, names, armsOf, count } = reading
  const pastings = new Map<string, readonly Pasting[]>()
  for (const body of structure.bodies) {
    if (body.kind !== 'macro' || body.parametersOpen < 0) continue
    const found = listPastings(reading, body)
    if (found.length === 0) continue
    count('pasted-name')
    pastings.set(body.name, [...(pastings.get(body.name) ?? []), ...found])
  }
  if (pastings.size === 0) return none
  const aliases: Alias[] = []
  const calls: number[] = []
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind[token] !== Token.word || kindAt(tokens, token + 1) !== Char.parenOpen) continue
    if ((structure.bodyOf[token] ?? -1) < 0) continue
    const name = tokenText(tokens, token)
    const ranges = argumentRanges(tokens, structure.match, token + 1, structure.match[token + 1] ?? -1)
    for (const { part, isFirst, position } of pastings.get(name) ?? []) {
      const [from = 0, to = 0] = ranges[position] ?? []
      if (to - from > 1) continue
      const given = to === from ? '' : tokenText(tokens, from)
      const made = isFirst ? part + given : given + part
      if (!names.rows.has(made)) continue
      const { line } = positions.at(tokens.start[token] ?? 0)
      const arms = armsOf(structure.armOf[token] ?? -1)
      aliases.push({ name, to: made, line, ...(arms.length === 0 ? {} : { arms }), holds: [line, line] })
      calls.push(token)
    }
  }
  return { aliases, calls }
}

function listPastings(
  { tokens, structure, names }: Pick<Reading, 'tokens' | 'structure' | 'names'>,
  { from, to, parametersOpen }: Body,
): readonly Pasting[] {
  const parameters = readParameters(tokens, structure.match, parametersOpen).map(({ name }) => name)
  const found: Pasting[] = []
  for (let at = from + 1; at < to - 1; at++) {
    if (tokens.kind[at] !== Token.paste) continue
    const before = tokenText(tokens, at - 1)
    const behind = tokenText(tokens, at + 1)
    if (mayBegin(before, names.rows)) found.push({ part: before, isFirst: true, position: parameters.indexOf(behind) })
    if (mayEnd(behind, names.rows)) found.push({ part: behind, isFirst: false, position: parameters.indexOf(before) })
  }
  return found.filter(({ position }) => position >= 0)
}

function mayBegin(part: string, rows: ReadonlySet<string>): boolean {
  return part.length >= partMin && [...rows].some((name) => name.startsWith(part))
}

function mayEnd(part: string, rows: ReadonlySet<string>): boolean {
  return part.length >= partMin && [...rows].some((name) => name.endsWith(part))
}
