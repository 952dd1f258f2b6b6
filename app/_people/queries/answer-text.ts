import { Refusal } from '#app/_people/refusal.ts'
import { problemResponse } from '#app/_web/problem.ts'

/** Answers with a text, or with why it is refused. */
export async function answerText(type: string, read: () => Promise<string>): Promise<Response> {
  try {
    return new Response(await read(), {
      headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return problemResponse({ status: error.status, title: error.title, detail: error.message })
  }
}
