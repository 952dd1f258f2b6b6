import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { siteItem } from '#scanner/model/site-item.ts'
import { formatTriage } from '#scanner/model/triage/format-triage.ts'
import { type Triage, type TriageEntry, triageCases, triageVerdicts } from '#scanner/model/triage/triage.ts'
import itemSchema from '../../../public/schema/site-item-v1.json' with { type: 'json' }
import siteSchema from '../../../public/schema/site-v1.json' with { type: 'json' }
import triageSchema from '../../../public/schema/triage-v1.json' with { type: 'json' }
import { formatItems } from './format-ndjson.ts'
import { sampleRow, sampleRows } from './sample-rows.ts'

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
ajv.addSchema([siteSchema, triageSchema])
const validItem = ajv.compile(itemSchema)
const validEntry = ajv.compile(triageSchema)

const triage: Triage = { verdict: 'case', case: 4, text: 'Only flags.', by: 'old@example.org', date: '2026-11-30' }
const { path, function: name, api, ordinal } = sampleRow()
const entry: TriageEntry = { path, function: name, api, ordinal, ...triage }
const other = { path, function: null, api: 'put_page', ordinal: 3 }

test('every item that is printed is valid, its keys in the order of the schema', () => {
  const lines = [...formatItems(sampleRows(), new Map([[sampleRow().id, triage]]))]
  expect(lines).toHaveLength(sampleRows().length)
  for (const line of lines) {
    const item: unknown = JSON.parse(line)
    expect(validItem(item), JSON.stringify(validItem.errors)).toBe(true)
    expect(Object.keys(item as object)).toEqual(itemSchema.required)
  }
  expect(lines.some((line) => line.includes('"verdict":"case"'))).toBe(true)
})

test('a priority stands behind the rest, where somebody has set one', () => {
  const item = siteItem(sampleRow(), { triage: null, claims: [], appeared: null, priority: 'high' })
  expect(validItem(item), JSON.stringify(validItem.errors)).toBe(true)
  expect(Object.keys(item)).toEqual(Object.keys(itemSchema.properties))
})

test.each([
  ['a case', entry],
  ['a wrong pair', { ...entry, verdict: 'wrong-pair' as const, other }],
  ['a time', { ...entry, date: '2026-11-30T10:00:00.123Z' }],
])('a written line is valid: %s', (_what, written) => {
  const [, line = ''] = formatTriage([written]).split('\n')
  expect(validEntry(JSON.parse(line)), JSON.stringify(validEntry.errors)).toBe(true)
})

test.each([
  ['a case without its number', { ...entry, case: undefined }],
  ['a wrong pair without its other end', { ...entry, verdict: 'wrong-pair' }],
  ['another end without a wrong pair', { ...entry, other }],
  ['a link that is a script', { ...entry, link: 'javascript:alert(1)' }],
  ['a key nobody defined', { ...entry, priority: 1 }],
])('%s is not valid', (_what, line) => {
  expect(validEntry(JSON.parse(JSON.stringify(line)))).toBe(false)
})

test('the verdicts and cases of the schema are those of the model', () => {
  expect(triageSchema.properties.verdict.enum).toEqual(triageVerdicts)
  expect(triageSchema.properties.case.enum).toEqual(triageCases)
})
