import type { z } from 'zod'
import { wrongRequest } from './refusal.ts'

/** Fields of a form that say something, as a schema reads them; numbers are written as text in a form. Refuses what it does not. */
export function readForm<Body>(data: FormData, names: readonly string[], schema: z.ZodType<Body>): Body {
  const fields = names.flatMap((name) => {
    const value = data.get(name)
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : []
  })
  const parsed = schema.safeParse(Object.fromEntries(fields))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = issue?.path.map(String).join('.') ?? ''
  throw wrongRequest(`${name === '' ? '' : `${name}: `}${issue?.message ?? 'The form cannot be read.'}`)
}
