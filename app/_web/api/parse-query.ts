import { z } from 'zod'
import type { ProblemPart } from '#app/_web/problem.ts'

export type ParsedQuery<Query> =
  | { readonly kind: 'parsed'; readonly query: Query }
  | { readonly kind: 'wrong'; readonly errors: readonly ProblemPart[] }

/**
 * Parameters of an address by the schema of its operation. A script shall not take the answer to another question for its own: whatever is
 * not understood, unknown or said twice is named, with what there is instead.
 */
export function parseQuery<Query extends z.ZodObject>(
  schema: Query,
  params: URLSearchParams,
): ParsedQuery<z.output<Query>> {
  const names = Object.keys(schema.shape)
  const errors: ProblemPart[] = []
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(params.keys())) {
    const field = schema.shape[name]
    const [first = '', ...more] = params.getAll(name)
    if (field === undefined || !Object.hasOwn(schema.shape, name)) {
      const known = names.length === 0 ? 'this address takes none' : `there are ${names.join(', ')}`
      errors.push({
        pointer: shorten(name),
        detail: `There is no parameter ${JSON.stringify(shorten(name))}; ${known}.`,
      })
    } else if (isRepeatable(field)) values[name] = [first, ...more]
    else if (more.length > 0) errors.push({ pointer: name, detail: `${name} may be given once.` })
    else values[name] = first
  }
  const parsed = schema.safeParse(values)
  if (parsed.success && errors.length === 0) return { kind: 'parsed', query: parsed.data }
  for (const { path, message } of parsed.error?.issues ?? []) {
    const pointer = String(path[0] ?? '')
    if (!errors.some((error) => error.pointer === pointer)) errors.push({ pointer, detail: message })
  }
  return { kind: 'wrong', errors }
}

/** Whether a field is an array below what makes it optional. */
export function isRepeatable(field: unknown): boolean {
  if (field instanceof z.ZodArray) return true
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isRepeatable(field.def.innerType)
  return field instanceof z.ZodPipe ? isRepeatable(field.def.in) : false
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
