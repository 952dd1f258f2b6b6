import { answerSignOut } from '#app/_people/actions/sign-in-answers.ts'

/** Signs out. */
export const POST = (request: Request): Promise<Response> => answerSignOut(request)
