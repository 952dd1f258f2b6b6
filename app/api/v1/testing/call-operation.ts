import type { ApiOperation } from '#app/_web/api/operation.ts'

type Handler = (
  request: Request,
  context: { readonly params: Promise<Readonly<Record<string, string>>> },
) => Promise<Response>

export interface OperationCall {
  /** Parts of the path by name. */
  readonly parts?: Readonly<Record<string, string>>
  /** As written behind the question mark. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Calls the handler of an operation as Next would: the module of its path, the function of its method. */
export async function callOperation(
  { method, path }: ApiOperation,
  { parts = {}, query = '', headers = {}, body }: OperationCall = {},
): Promise<Response> {
  const folder = path.replaceAll('{', '[').replaceAll('}', ']')
  const module = (await import(/* @vite-ignore */ `..${folder}/route.ts`)) as Readonly<Record<string, Handler>>
  const handler = module[method.toUpperCase()]
  if (handler === undefined) throw new Error(`${method} ${path} has no handler`)
  const written = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(parts[name] ?? ''))
  const url = `http://localhost:3000/api/v1${written}${query === '' ? '' : `?${query}`}`
  const request = new Request(url, { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body }) })
  return handler(request, { params: Promise.resolve(parts) })
}
