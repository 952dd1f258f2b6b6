import fc from 'fast-check'
import { nonsense } from './nonsense.ts'

/** What is sent; the path as it is written. */
export interface FuzzRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema?: { readonly enum?: readonly string[]; readonly items?: { readonly enum?: readonly string[] } }
}

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: unknown
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const accepts = ['application/json', 'application/x-ndjson', 'text/csv', '*/*', '', 'nonsense;q=x']
const bodies = fc.oneof(
  nonsense,
  fc.json(),
  fc.constantFrom(
    '{}',
    '[]',
    'null',
    '{"sites":["0123456789abcdef"]}',
    '{"filter":{"q":"\\u0000"}}',
    '{"verdict":"stays"}',
  ),
)

/** Requests to the operations of a description: known parameters with nonsense in them, and some that nobody knows. `known` are real parts of paths. */
export function apiRequests(
  { paths }: OpenApi,
  known: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<FuzzRequest> {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestsTo(path, method, operation, known)),
  )
  return fc.oneof(...all)
}

function requestsTo(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  known: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<FuzzRequest> {
  const parts = parameters.filter((parameter) => parameter.in === 'path')
  const fields = parameters.filter((parameter) => parameter.in === 'query')
  const partOf = ({ name }: Parameter) =>
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...(known[name] ?? ['1'])) }, { weight: 1, arbitrary: nonsense })
  const pairs = fc.array(fc.oneof(...fields.map(pairOf), fc.tuple(nonsense, nonsense)), { maxLength: 4 })
  return fc
    .record({
      values: fc.tuple(...parts.map(partOf)),
      query: pairs,
      accept: fc.constantFrom(...accepts),
      body: requestBody === undefined ? fc.constant(undefined) : bodies,
    })
    .map(({ values, query, accept, body }) => ({
      method: method.toUpperCase(),
      path: `/api/v1${fill(path, parts, values)}${toQuery(query)}`,
      headers: { accept, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    }))
}

const pairOf = ({ name, schema }: Parameter): fc.Arbitrary<[string, string]> => {
  const values = schema?.enum ?? schema?.items?.enum ?? []
  const value = values.length === 0 ? nonsense : fc.oneof(fc.constantFrom(...values), nonsense)
  return fc.tuple(fc.constant(name), value)
}

const fill = (path: string, parts: readonly Parameter[], values: readonly string[]): string =>
  parts.reduce((written, { name }, index) => written.replace(`{${name}}`, encode(values[index] ?? '')), path)

/** A lone surrogate has no escape: it is sent as what it decodes to elsewhere. */
export const encode = (text: string): string => encodeURIComponent(Buffer.from(text).toString('utf8'))

export const toQuery = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`
