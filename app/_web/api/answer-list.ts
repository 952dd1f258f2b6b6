import { answerJson } from './answer-text.ts'
import type { ListPart } from './fields.ts'

/** A part of a list as JSON, with a `Link` to the next one for readers that follow those. */
export function answerList<Item>(
  request: Request,
  part: ListPart<Item>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { items, next, total } = part
  return answerJson(
    request,
    { items, next, total },
    { ...headers, ...(next === null ? {} : { link: linkTo(request, next) }) },
  )
}

function linkTo(request: Request, next: string): string {
  const { pathname, searchParams } = new URL(request.url)
  const query = new URLSearchParams(searchParams)
  query.set('cursor', next)
  return `<${pathname}?${query}>; rel="next"`
}
