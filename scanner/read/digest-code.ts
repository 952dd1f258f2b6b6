import type { Positions } from './positions.ts'
import type { Body, Structure } from './structure.ts'
import { type Tokens, tokenText } from './tokens.ts'

/**
 * Digests of the code around lines: 16 hexadecimal digits of the tokens of the function that a line stands in, from its parameters on, so
 * that its name, its place, comments and white space do not count. `null` outside any function.
 */
export function codeDigests(
  tokens: Tokens,
  { bodies }: Structure,
  positions: Positions,
): (line: number) => string | null {
  const lineOf = (token: number) => positions.at(tokens.start[Math.min(token, tokens.count - 1)] ?? 0).line
  // behind the body of a function stands its brace, behind that of a macro whatever follows
  const endOf = ({ kind, to }: Body) => lineOf(kind === 'function' ? to : to - 1)
  const isAround = (line: number) => (body: Body) => lineOf(body.nameToken) <= line && line <= endOf(body)
  return (line) => {
    const body = bodies.findLast(isAround(line))
    return body === undefined ? null : digest(tokens, body)
  }
}

/** FNV-1a of 64 bits over the tokens: nobody has a reason to make two functions collide. */
function digest(tokens: Tokens, { parametersOpen, from, to }: Body): string {
  let hash = 0xcbf29ce484222325n
  for (let token = parametersOpen < 0 ? from : parametersOpen; token < to; token++)
    for (const character of `${tokenText(tokens, token)}\n`)
      hash = ((hash ^ BigInt(character.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(16).padStart(16, '0')
}
