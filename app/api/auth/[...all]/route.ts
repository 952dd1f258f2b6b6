import { answerCallback } from '#app/_people/actions/sign-in-answers.ts'

/** Where providers send people back to. */
export const GET = (request: Request): Promise<Response> => answerCallback(request)
