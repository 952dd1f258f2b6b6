/** GitHub did not do what it was asked; the message says what failed and what to do. */
export class GithubError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GithubError'
  }
}
