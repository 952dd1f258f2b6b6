import { readingHeaders } from '#app/_web/api/reading-headers.ts'
import { problemResponse } from '#app/_web/problem.ts'

/** Programs that ask for what is not there are told so in their own language. */
function answer(): Response {
  return problemResponse(
    {
      status: 404,
      title: 'Not found',
      detail: 'There is no such address; /api/v1/openapi.json lists those there are.',
    },
    readingHeaders,
  )
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
