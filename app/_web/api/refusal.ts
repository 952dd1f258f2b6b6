import type { Problem, ProblemPart } from '#app/_web/problem.ts'

/** Thrown by the handler of an operation: what was asked for is not there, or cannot be done, and why. */
export class ApiRefusal extends Error {
  override readonly name: string = 'ApiRefusal'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export const notThere = (detail: string): ApiRefusal => new ApiRefusal({ status: 404, title: 'Not found', detail })

/** `errors` names each parameter that could not be understood. */
export const notUnderstood = (errors: readonly ProblemPart[]): ApiRefusal =>
  new ApiRefusal({
    status: 400,
    title: 'The request cannot be understood',
    detail: errors
      .map(({ pointer, detail }) => (detail.startsWith(pointer) ? detail : `${pointer}: ${detail}`))
      .join(' '),
    errors,
  })
