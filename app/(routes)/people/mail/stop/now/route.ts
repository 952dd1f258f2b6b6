import { answerStop } from '#app/_people/actions/answer-mail-links.ts'
import { mailStopPath } from '#app/_web/routes.ts'

/** Ends mails at once: what the header List-Unsubscribe of each mail names. */
export const POST = (request: Request): Promise<Response> => answerStop(request)

/** Programs open links: opening this one does nothing, and leads people to the page with the button. */
export function GET(request: Request): Response {
  const token = new URL(request.url).searchParams.get('token')
  return new Response(null, {
    status: 303,
    headers: { location: mailStopPath({ token }), 'cache-control': 'no-store' },
  })
}
