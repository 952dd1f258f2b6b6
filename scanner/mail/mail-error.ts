/** A mailbox that cannot be checked; the message names the mail, and says what to do. */
export class MailError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MailError'
  }
}
