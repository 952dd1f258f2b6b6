import { readingHeaders } from './reading-headers.ts'

/** JSON of what people say, which may be another thing a moment later: nobody keeps it. */
export const answerFresh = (body: unknown): Response =>
  Response.json(body, { headers: { ...readingHeaders, 'cache-control': 'no-store' } })
