import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { openApiDocument } from '#app/_web/api/openapi-document.ts'
import type { ApiOperation } from '#app/_web/api/operation.ts'
import { operations } from '../operations.ts'
import { publishedSchemas } from '../published-schemas.ts'

export const document = openApiDocument(operations, { version: '1', published: publishedSchemas })
const id = 'urn:test:openapi'
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema({ ...document, $id: id })

/** That the answer is one that the description of the API has, down to its body. Resolves to that. */
export async function checkAnswer({ path, method }: ApiOperation, answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const text = await answer.text()
  const described = document.paths[path]?.[method] as { readonly responses: Readonly<Record<string, unknown>> }
  const status = String(answer.status) in described.responses ? String(answer.status) : 'default'
  const place = ['paths', path, method, 'responses', status, 'content', type, 'schema']
  if (!type.endsWith('json')) return text
  const validate = ajv.compile({
    $ref: `${id}#/${place
      .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent)
      .join('/')}`,
  })
  const bodies = type === 'application/x-ndjson' ? text.split('\n').filter(Boolean).map(parse) : [parse(text)]
  for (const body of bodies)
    expect(
      validate(body),
      `${method} ${path}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body).slice(0, 300)}`,
    ).toBe(true)
  return type === 'application/x-ndjson' ? bodies : bodies[0]
}

const parse = (text: string): unknown => JSON.parse(text)
