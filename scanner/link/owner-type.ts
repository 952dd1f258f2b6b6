import type { FunctionFacts } from '#scanner/model/facts.ts'

/** Name of the struct that a value is a direct member of, by the declaration of its base in the function. */
export function ownerType(key: string, facts: FunctionFacts): string | null {
  const [base, ...members] = key.split('.')
  if (members.length !== 1) return null
  const local = facts.locals.find(({ name }) => name === base)
  if (local !== undefined) return local.type
  const parameter = facts.parameters.find(({ name }) => name === base)
  return /\b(?:struct|union) (\w+)/.exec(parameter?.type ?? '')?.[1] ?? null
}
