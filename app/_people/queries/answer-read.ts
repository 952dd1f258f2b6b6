import { Refusal } from '#app/_people/refusal.ts'
import { problemResponse } from '#app/_web/problem.ts'

/** Answers with what is read as JSON, or with why it is refused. */
export async function answerRead(read: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await read(), { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const headers = error.status === 401 ? { 'www-authenticate': 'Bearer realm="pinwatch"' } : {}
    return problemResponse({ status: error.status, title: error.title, detail: error.message }, headers)
  }
}
