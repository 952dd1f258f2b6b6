import type { z } from 'zod'
import { problemResponse } from '#app/_web/problem.ts'
import { retryAfterSeconds } from '#app/_web/unavailable-page.ts'
import { DatabaseError } from '#prisma/database-error.ts'
import { explainDatabaseError } from '#prisma/explain-database-error.ts'
import type { ApiOperation } from './operation.ts'
import { parseQuery } from './parse-query.ts'
import { readingHeaders } from './reading-headers.ts'
import { ApiRefusal, notThere, notUnderstood } from './refusal.ts'

/** What a handler is given: everything of the request that is not its body, parsed. */
export interface OperationInput<Params extends z.ZodObject, Query extends z.ZodObject> {
  readonly request: Request
  /** As the request has it. */
  readonly url: URL
  readonly params: z.output<Params>
  readonly query: z.output<Query>
}

interface RouteContext {
  readonly params: Promise<unknown>
}

/** The function that Next calls for an operation that reads: it parses, and whatever `answer` throws is told as a problem. */
export function handleOperation<Params extends z.ZodObject, Query extends z.ZodObject>(
  operation: ApiOperation<Params, Query>,
  answer: (input: OperationInput<Params, Query>) => Promise<Response>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    try {
      const params = operation.params.safeParse((await context.params) ?? {})
      if (!params.success) throw notThere('There is nothing of this name.')
      const url = new URL(request.url)
      const parsed = parseQuery(operation.query, url.searchParams)
      if (parsed.kind === 'wrong') throw notUnderstood(parsed.errors)
      return await answer({ request, url, params: params.data, query: parsed.query })
    } catch (error) {
      return tell(operation.id, error)
    }
  }
}

/** Whoever is asked for a token is told of which kind. */
const challenge = ({ problem }: ApiRefusal): Readonly<Record<string, string>> =>
  problem.status === 401 ? { 'www-authenticate': 'Bearer realm="pinwatch"' } : {}

function tell(id: string, error: unknown): Response {
  if (error instanceof ApiRefusal) return problemResponse(error.problem, { ...readingHeaders, ...challenge(error) })
  const explained = explainDatabaseError(`answering ${id}`, error)
  if (explained instanceof DatabaseError) {
    const headers = { ...readingHeaders, 'retry-after': String(retryAfterSeconds) }
    return problemResponse({ status: 503, title: 'The database does not answer', detail: explained.message }, headers)
  }
  console.error(`${id} failed:`, error)
  const detail = 'This is a mistake of Pinwatch, and its log says more. The address is not to blame.'
  return problemResponse({ status: 500, title: 'Pinwatch failed', detail }, readingHeaders)
}
