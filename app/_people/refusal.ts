import { ApiRefusal } from '#app/_web/api/refusal.ts'

/** Something that was asked for and is not done: with the status of HTTP, a title that is the same for all of its kind, and why. */
export class Refusal extends ApiRefusal {
  override readonly name = 'Refusal'
  constructor(status: number, title: string, detail: string) {
    super({ status, title, detail })
  }
  get status(): number {
    return this.problem.status
  }
  get title(): string {
    return this.problem.title
  }
}

export const forbidden = (detail: string): Refusal => new Refusal(403, 'Not allowed', detail)
export const notFound = (detail: string): Refusal => new Refusal(404, 'Not found', detail)
export const wrongRequest = (detail: string): Refusal => new Refusal(400, 'The request cannot be understood', detail)
