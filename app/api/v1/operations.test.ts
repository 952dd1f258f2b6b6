import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { openApiDocument } from '#app/_web/api/openapi-document.ts'
import { operations } from './operations.ts'
import { publishedSchemas } from './published-schemas.ts'

const document = openApiDocument(operations, { version: '1', published: publishedSchemas })

/** Method and path of each handler that Next would find here. */
function findHandlers(): readonly string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('route.ts') && !file.startsWith('openapi.json'))
    .flatMap((file) => {
      const path = `/${relative('.', dirname(file)).replaceAll('[', '{').replaceAll(']', '}')}`
      const source = readFileSync(join(import.meta.dirname, file), 'utf8')
      return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
        .filter((method) =>
          new RegExp(`export (?:const|async function|function) ${method}\\b|as ${method}\\b`).test(source),
        )
        .map((method) => `${method.toLowerCase()} ${path}`)
    })
}

test('each handler has its operation, and each operation its handler', () => {
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...findHandlers()].sort())
})

test('operations have names of their own, and name the parts of their paths', () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  for (const { path, params } of operations)
    expect(Object.keys(params.shape), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
})

test('every schema of the description is one, and every reference leads somewhere', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ ...document, $id: 'urn:test:openapi' })
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
  expect(references).not.toEqual([])
  for (const reference of new Set(references))
    expect(() => ajv.compile({ $ref: `urn:test:openapi${reference}` }), reference).not.toThrow()
})

test('no parameter takes a NUL character, which no text of the database can have', () => {
  const taking = operations.flatMap(({ id, query }) =>
    Object.keys(query.shape)
      .filter((name) => ['a\0', ['a\0']].some((value) => query.safeParse({ [name]: value }).success))
      .map((name) => `${name} of ${id}`),
  )
  expect(taking).toEqual([])
})
