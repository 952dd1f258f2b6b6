/** What is wrong at one place of a request. */
export interface ProblemPart {
  /** JSON pointer into the body, or name of a parameter. */
  readonly pointer: string
  readonly detail: string
}

export interface Problem {
  readonly status: number
  /** The same for all of its kind. */
  readonly title: string
  /** Of this one: what to do about it. */
  readonly detail: string
  readonly errors?: readonly ProblemPart[]
}

/** A refusal as every address below `/api/v1` gives it: `application/problem+json` (RFC 9457). */
export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  const { status, title, detail, errors } = problem
  const body = { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}
