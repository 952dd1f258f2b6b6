import type { FunctionFacts } from '#scanner/model/facts.ts'

/** Name of the struct that a value is a direct member of, by the declaration of its base in the function; a struct may be known by a name alone. */
export function ownerType(key: string, facts: FunctionFacts): string | null {
  const [base, ...members] = key.split('.')
  if (members.length !== 1) return null
  const local = facts.locals.find(({ name }) => name === base)
  if (local !== undefined) return local.type
  const parameter = facts.parameters.find(({ name }) => name === base)
  const type = parameter?.type ?? ''
  return /\b(?:struct|union) (\w+)/.exec(type)?.[1] ?? named.exec(type)?.[1] ?? null
}

/** `PMR_ARRAY *`, `const PMR_ARRAY *`: what has members and is no struct by its own word is a typedef of one. */
const named = /^(?:const )?(?!void\b)([A-Za-z_]\w*)(?: ?\*| const\b|$)/
