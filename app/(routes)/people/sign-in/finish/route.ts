import { answerConfirmation } from '#app/_people/actions/sign-in-answers.ts'

/** Signs in by the token of a link. */
export const POST = (request: Request): Promise<Response> => answerConfirmation(request)
