import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { families, roles, siteClasses } from '#scanner/model/api.ts'
import { findings, grades, reasons, ruleNames, statuses } from '#scanner/model/site.ts'
import schema from '../../../public/schema/site-v1.json' with { type: 'json' }
import { formatNdjson } from './format-ndjson.ts'
import { jason, samplePair, sampleRow, sampleRows } from './sample-rows.ts'

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)
const properties = schema.properties

test('every row that is printed is valid', () => {
  const rows = [...sampleRows(), sampleRow({ via: [{ path: 'v.c', line: 1, function: null }], case: null })]
  for (const line of formatNdjson(rows)) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true)
})

test.each([
  ['a version that is not 1', { v: 2 }],
  ['an id that is no 16 hex digits', { id: '0123' }],
  ['line 0', { line: 0 }],
  ['a line that is a text', { line: '213' }],
  ['an absolute path', { path: '/etc/passwd' }],
  ['an empty function instead of null', { function: '' }],
  ['a status nobody defined', { status: 'done' }],
  ['case 6', { case: 6 }],
  ['a property nobody defined', { extra: true }],
  ['the same finding twice', { findings: ['bool-flags', 'bool-flags'] }],
  ['a pair with a property nobody defined', { pairs: [{ ...samplePair(), extra: true }] }],
  ['a pair without certainty', { pairs: [{ ...samplePair(), grade: undefined }] }],
  ['a person with another role', { maintainers: [{ ...jason, role: 'supporter' }] }],
])('%s is not valid', (_what, fields) => {
  const row: unknown = JSON.parse(JSON.stringify({ ...sampleRow(), ...fields }))
  expect(validate(row)).toBe(false)
})

test.each(Object.keys(sampleRow()))('a row without %s is not valid', (key) => {
  const { [key]: _left, ...row } = sampleRow() as unknown as Record<string, unknown>
  expect(validate(row)).toBe(false)
})

test.each([
  ['roles', properties.role.enum, roles],
  ['families', properties.family.enum, families],
  ['site classes', properties.class.enum, siteClasses],
  ['statuses', properties.status.enum, statuses],
  ['reasons', properties.reason.enum, reasons],
  ['findings', properties.findings.items.enum, findings],
  ['rule names', properties.pairs.items.properties.rule.enum, ruleNames],
  ['grades', properties.pairs.items.properties.grade.enum, grades],
])('the %s of the schema are those of the model', (_name, published, model) => {
  expect(published).toEqual(model)
})

describe('the schema reads like the contract', () => {
  test('its properties stand in the order in which they are printed', () => {
    const [line = ''] = formatNdjson([sampleRow()])
    expect(Object.keys(properties)).toEqual(Object.keys(JSON.parse(line) as object))
  })

  test('every property is described in a sentence', () => {
    const objects = [schema, properties.pairs.items, properties.via.items, properties.maintainers.items]
    const described = objects.flatMap((object) => Object.entries<{ readonly description: string }>(object.properties))
    expect(described.length).toBeGreaterThan(30)
    for (const [name, { description }] of described) expect(description, name).toMatch(/^[A-Z].*\.$/)
  })
})
