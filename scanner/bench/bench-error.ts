/** The bench was called wrongly, or what it measures did not work; the message says which and what to do. */
export class BenchError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BenchError'
  }
}
