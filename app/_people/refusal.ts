/** Something that was asked for and is not done: with the status of HTTP, a title that is the same for all of its kind, and why. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly title: string
  constructor(status: number, title: string, detail: string) {
    super(detail)
    this.status = status
    this.title = title
  }
}

export const forbidden = (detail: string): Refusal => new Refusal(403, 'Not allowed', detail)
export const notFound = (detail: string): Refusal => new Refusal(404, 'Not found', detail)
export const wrongRequest = (detail: string): Refusal => new Refusal(400, 'The request cannot be understood', detail)
