/** GitHub did not do what it was asked; the message says what failed and what to do. */
export class GithubError extends Error {
  /** Whether another try may do what this one could not: there was no answer, or one that says so. */
  readonly isPassing: boolean
  constructor(message: string, options: ErrorOptions & { readonly isPassing?: boolean } = {}) {
    super(message, options)
    this.name = 'GithubError'
    this.isPassing = options.isPassing ?? false
  }
}
