import { answerMailRequest } from '#app/_people/actions/sign-in-answers.ts'

/** Mails a link to sign in with. */
export const POST = (request: Request): Promise<Response> => answerMailRequest(request)
