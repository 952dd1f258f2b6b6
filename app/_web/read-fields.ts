import { readBody } from './read-body.ts'

/** More than any of our forms without a file has. */
const bytesMax = 16_384

/** Fields of a form as a browser sends it unless told otherwise. What is none, or is too large, has none. */
export async function readFields(request: Request): Promise<URLSearchParams> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')
  return new URLSearchParams(isForm ? ((await readBody(request, bytesMax)) ?? '') : '')
}
