import type { z } from 'zod'

export type ApiMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Media type → what a body of it is; `null` where it is text of which no schema is known. */
export type ApiBodies = Readonly<Record<string, z.ZodType | null>>

export interface ApiAnswer {
  readonly description: string
  /** Without: no body. */
  readonly bodies?: ApiBodies
}

/**
 * One method of one address below `/api/v1`. Its handler parses with these schemas and the description of the API is made from them, so the
 * two cannot differ. Answers that every address has (400, 404, 503) are described by `openApiDocument`.
 */
export interface ApiOperation<Params extends z.ZodObject = z.ZodObject, Query extends z.ZodObject = z.ZodObject> {
  /** Unique; generated clients name their functions by it. */
  readonly id: string
  readonly method: ApiMethod
  /** Below `/api/v1`, with parts in braces: `/trees/{tree}/sites`. */
  readonly path: string
  /** What it is about, for the order of the page: trees, sites, people … */
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Parts of the path, each a string. */
  readonly params: Params
  /** A field that is an array may be repeated; any other may stand once. */
  readonly query: Query
  /** Of a request that brings one. */
  readonly body?: z.ZodType
  /** By status of HTTP; those of success. */
  readonly answers: Readonly<Record<number, ApiAnswer>>
  /** Scope of the token that is needed. */
  readonly scope?: 'read' | 'write' | 'admin'
}

/** Keeps the types of the schemas. */
export const defineOperation = <Params extends z.ZodObject, Query extends z.ZodObject>(
  operation: ApiOperation<Params, Query>,
): ApiOperation<Params, Query> => operation
