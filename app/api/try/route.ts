import { notFoundText } from '#app/_web/not-found-text.ts'
import { operations } from '../v1/operations.ts'

/** Leads from a form of the page about the API to the address that it means: fields that were left empty are not said. */
export function GET(request: Request): Response {
  const fields = new URL(request.url).searchParams
  const operation = operations.find(({ id, method }) => id === fields.get('op') && method === 'get')
  if (operation === undefined) return notFoundText()
  const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(Buffer.from(fields.get(name) ?? '').toString('utf8')),
  )
  const query = new URLSearchParams(
    Object.keys(operation.query.shape).flatMap((name) =>
      fields
        .getAll(name)
        .filter((value) => value.trim() !== '')
        .map((value): [string, string] => [name, value]),
    ),
  )
  const location = `/api/v1${path}${query.size === 0 ? '' : `?${query}`}`
  return new Response(null, { status: 303, headers: { location } })
}
