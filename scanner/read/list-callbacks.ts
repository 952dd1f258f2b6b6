import type { Callback } from '#scanner/model/facts.ts'
import { isSetInTable } from './find-mentions.ts'
import { readCallback } from './read-callbacks.ts'
import type { Context } from './reading.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Where kept functions are handed on by name; also functions that only drop or take pages for others. */
export function listCallbacks(
  { tokens, structure, positions, kept, names }: Context,
  naming: ReadonlySet<number>,
): readonly Callback[] {
  const callbacks: Callback[] = []
  const own = [...naming].flatMap((index) => {
    const body = structure.bodies[index]
    return body?.kind === 'function' ? [body.name] : []
  })
  const targets = new Set([...own, ...names.wrappers.functions])
  const lengths = new Set([...targets].map((name) => name.length))
  const { members } = names.wrappers
  if (targets.size === 0 && members.size === 0) return callbacks
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word || kindAt(tokens, index + 1) === Char.parenOpen) continue
    const isOfLength = lengths.has((tokens.end[index] ?? 0) - (tokens.start[index] ?? 0))
    const isInTable = members.size > 0 && isSetInTable(tokens, index)
    if (!isOfLength && !isInTable) continue
    const target = tokenText(tokens, index)
    // whatever else a member is set to: it says whether a call through it may mean another function
    if (!targets.has(target) && !(isInTable && members.has(memberSet(tokens, index)))) continue
    const callback = readCallback(tokens, structure, index)
    if (callback === null || /^(?:EXPORT_|ALLOW_|BTF_|trace_)/.test(callback.as)) continue
    const { line } = positions.at(tokens.start[index] ?? 0)
    callbacks.push({ line, target, function: kept.indexOf.get(structure.bodyOf[index] ?? -1) ?? null, ...callback })
  }
  return callbacks
}

function memberSet(tokens: Tokens, index: number): string {
  return tokenText(tokens, kindAt(tokens, index - 1) === Char.ampersand ? index - 3 : index - 2)
}
