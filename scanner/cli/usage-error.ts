/** The command was called in a way that cannot be served; the message says what to call instead. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
