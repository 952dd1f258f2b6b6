import { type SiteAddress, type TriageEntry, triageCases, triageVerdicts } from './triage.ts'

/** What is wrong with one line, as a sentence that says what should stand there. */
export class TriageLineError extends Error {}

/**
 * One judgement from a parsed line. Throws `TriageLineError` for a field that is missing, odd or unknown: a typing error in a file that
 * people review must not be taken for silence.
 */
export function parseTriageEntry(line: unknown): TriageEntry {
  const fields = objectOf(line, 'the line')
  refuseUnknown(fields, entryKeys, '')
  const verdict = oneOf(fields.verdict, triageVerdicts, '"verdict"')
  const picked = fields.case === undefined ? undefined : oneOf(fields.case, triageCases, '"case"')
  if (verdict === 'case' && picked === undefined)
    throw new TriageLineError('the verdict "case" needs a "case" from 1 to 5')
  if ((verdict === 'wrong-pair') !== (fields.other !== undefined))
    throw new TriageLineError(
      'the verdict "wrong-pair", and no other, has an "other": {"path","function","api","ordinal"}',
    )
  return {
    ...parseAddress(fields, ''),
    verdict,
    ...(fields.other === undefined ? {} : { other: parseOther(fields.other) }),
    ...(picked === undefined ? {} : { case: picked }),
    ...optionalText(fields, 'reason'),
    ...optionalText(fields, 'text'),
    ...optionalLink(fields.link),
    by: textOf(fields.by, '"by"'),
    date: dateOf(fields.date),
  }
}

const addressKeys = ['path', 'function', 'api', 'ordinal']
const entryKeys = [...addressKeys, 'verdict', 'other', 'case', 'reason', 'text', 'link', 'by', 'date']

type Fields = Readonly<Record<string, unknown>>

function parseAddress(fields: Fields, prefix: string): SiteAddress {
  const path = textOf(fields.path, `"${prefix}path"`)
  if (path.startsWith('/'))
    throw new TriageLineError(`"${prefix}path" is relative to the top of the tree, without a leading /`)
  const { ordinal } = fields
  if (typeof ordinal !== 'number' || !Number.isSafeInteger(ordinal) || ordinal < 1)
    throw new TriageLineError(`"${prefix}ordinal" must be a whole number from 1`)
  return {
    path,
    function: fields.function === null ? null : textOf(fields.function, `"${prefix}function"`, ' or null'),
    api: textOf(fields.api, `"${prefix}api"`),
    ordinal,
  }
}

function parseOther(value: unknown): SiteAddress {
  const fields = objectOf(value, '"other"')
  refuseUnknown(fields, addressKeys, 'other.')
  return parseAddress(fields, 'other.')
}

function objectOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TriageLineError(`${what} must be a JSON object`)
  return value as Fields // an object that is no array has texts as keys
}

function refuseUnknown(fields: Fields, known: readonly string[], prefix: string): void {
  const odd = Object.keys(fields).find((key) => !known.includes(key))
  if (odd !== undefined)
    throw new TriageLineError(
      `${JSON.stringify(prefix + odd)} is no key of version 1; its keys are ${known.join(', ')}`,
    )
}

function textOf(value: unknown, what: string, or = ''): string {
  if (typeof value !== 'string' || value === '')
    throw new TriageLineError(`${what} must be a text that is not empty${or}`)
  return value
}

function oneOf<const T extends string | number>(value: unknown, known: readonly T[], what: string): T {
  const found = known.find((candidate) => candidate === value)
  if (found === undefined) throw new TriageLineError(`${what} must be one of ${known.join(', ')}`)
  return found
}

function optionalText<const K extends string>(fields: Fields, key: K): { readonly [key in K]?: string } {
  // a computed key is typed as any text
  return fields[key] === undefined
    ? {}
    : ({ [key]: textOf(fields[key], `"${key}"`) } as { readonly [key in K]: string })
}

/** Only what a page may link to: another scheme could run a script in the reader's browser. */
function optionalLink(value: unknown): { readonly link?: string } {
  if (value === undefined) return {}
  const link = textOf(value, '"link"')
  if (!/^https?:\/\/[^\s/]\S*$/.test(link))
    throw new TriageLineError('"link" must be an address that starts with https:// or http://')
  return { link }
}

function dateOf(value: unknown): string {
  const date = textOf(value, '"date"')
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)?$/.test(date) || !isDay(date))
    throw new TriageLineError('"date" must be a day as 2026-11-30, or a time in UTC as 2026-11-30T10:00:00Z')
  return date
}

/** The 31st of February passes for a date in JavaScript, as the 3rd of March. */
function isDay(date: string): boolean {
  const time = new Date(date)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date.slice(0, 10))
}
