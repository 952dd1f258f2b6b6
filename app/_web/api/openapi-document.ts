import { z } from 'zod'
import type { ApiBodies, ApiOperation } from './operation.ts'
import { isRepeatable } from './parse-query.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }
type JsonObject = { readonly [name: string]: Json | undefined }

export interface OpenApiOptions {
  readonly version: string
  /** Schemas that are published as files, by the `id` under which Zod schemas name them. */
  readonly published: Readonly<Record<string, JsonObject>>
}

/** OpenAPI 3.1 of some operations. */
export function openApiDocument(
  operations: readonly ApiOperation[],
  { version, published }: OpenApiOptions,
): JsonObject & { readonly paths: Readonly<Record<string, JsonObject>> } {
  const components: Record<string, JsonObject> = { Problem: problemSchema }
  for (const [id, schema] of Object.entries(published)) components[id] = inComponents(schema, published)
  const toSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
    const {
      $defs = {},
      $schema: _dialect,
      id,
      ...rest
    } = z.toJSONSchema(schema, { unrepresentable: 'any', io }) as {
      readonly $defs?: Readonly<Record<string, JsonObject>>
    } & JsonObject
    for (const [name, { id: _id, ...definition }] of Object.entries($defs))
      components[name] ??= relocate(definition) as JsonObject
    if (typeof id !== 'string') return relocate(rest) as JsonObject
    components[id] ??= relocate(rest) as JsonObject
    return { $ref: `#/components/schemas/${id}` }
  }
  const toContent = (bodies: ApiBodies): JsonObject =>
    Object.fromEntries(
      Object.entries(bodies).map(([type, schema]) => [
        type,
        { schema: schema === null ? { type: 'string' } : toSchema(schema, 'input') },
      ]),
    )
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const operation of operations) {
    const { id, method, path, tag, summary, description, params, query, body, answers, scope } = operation
    const successes = Object.entries(answers).map(([status, { description: said, bodies }]) => [
      status,
      { description: said, ...(bodies === undefined ? {} : { content: toContent(bodies) }) },
    ])
    paths[path] ??= {}
    paths[path][method] = {
      operationId: id,
      tags: [tag],
      summary,
      ...(description === undefined ? {} : { description }),
      parameters: [...parametersOf(params, 'path', toSchema), ...parametersOf(query, 'query', toSchema)],
      ...(body === undefined
        ? {}
        : { requestBody: { required: true, content: { 'application/json': { schema: toSchema(body, 'input') } } } }),
      responses: { ...Object.fromEntries(successes), ...commonAnswers },
      ...(scope === undefined ? {} : { security: [{ token: [] }], 'x-scope': scope }),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pinwatch',
      version,
      summary: 'Which calls of a kernel take or drop references to user pages, and what became of them.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of an account, or of `pinwatch token`.' },
      },
    },
  }
}

function parametersOf(
  schema: z.ZodObject,
  place: 'path' | 'query',
  toSchema: (schema: z.ZodType, io: 'input') => JsonObject,
): readonly JsonObject[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const { description, ...said } = toSchema(field as z.ZodType, 'input') // fields of an object are schemas
    return {
      name,
      in: place,
      required: place === 'path',
      ...(description === undefined ? {} : { description }),
      ...(isRepeatable(field) ? { style: 'form', explode: true } : {}),
      schema: said,
    }
  })
}

const problemSchema: JsonObject = {
  description: 'What is wrong and what to do about it (RFC 9457).',
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { description: 'The same for all of its kind.', type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      description: 'What is wrong where: the name of a parameter, or a JSON pointer into the body.',
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

const problem = (description: string): JsonObject => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const commonAnswers: JsonObject = {
  '400': problem('Something of the request cannot be understood; `errors` says what.'),
  '404': problem('There is nothing of this name.'),
  '503': problem('The database does not answer; `Retry-After` says when to try again.'),
  default: problem('Anything else that went wrong.'),
}

/** Schemas of Zod refer to one another below `$defs`, an API's stand in its components. */
const relocate = (schema: Json): Json =>
  mapStrings(schema, (text) =>
    text.startsWith('#/$defs/') ? `#/components/schemas/${text.slice('#/$defs/'.length)}` : text,
  )

/** A published schema inside the document: it refers to the others by their `$id`, which the document does not have. */
function inComponents(schema: JsonObject, published: OpenApiOptions['published']): JsonObject {
  const { $id, $schema: _dialect, ...rest } = schema
  const places = Object.entries(published).map(
    ([id, other]) => [String(other.$id), `#/components/schemas/${id}`] as const,
  )
  const own = places.find(([id]) => id === $id)?.[1] ?? ''
  return mapStrings(rest, (text) => {
    if (text.startsWith('#/')) return `${own}${text.slice(1)}`
    const place = places.find(([id]) => text === id || text.startsWith(`${id}#`))
    return place === undefined ? text : `${place[1]}${text.slice(place[0].length).replace(/^#/, '')}`
  }) as JsonObject
}

/** A copy in which every `$ref` is another. */
function mapStrings(value: Json, map: (text: string) => string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === '$ref' && typeof item === 'string' ? map(item) : mapStrings(item ?? null, map),
    ]),
  )
}
