import { answerMailClaims } from '#app/_people/actions/answer-mail-links.ts'

/** Keeps the claims of a mail, or gives them back. */
export const POST = (request: Request): Promise<Response> => answerMailClaims(request)
