import { families, roles, siteClasses } from '#scanner/model/api.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { claimStates } from '#scanner/model/claim.ts'
import { parseGlob } from '#scanner/model/parse-glob.ts'
import { priorities } from '#scanner/model/priority.ts'
import { findings, grades, reasons, statuses } from '#scanner/model/site.ts'
import { triageVerdicts } from '#scanner/model/triage/triage.ts'
import type { FilterParameter } from './site-filter.ts'

/** What a value means, or why it means nothing, as a sentence; `null` for a field that was left empty. */
export type ParsedValue = { readonly value: string } | { readonly problem: string } | null

/** Says of sites that have none of what a parameter asks for. */
export const noneOfIt = 'none'

/** Says of sites that somebody judged them who may not decide. */
export const proposedTriage = 'proposed'

/** Says of sites that a comment beside the call says why it stays. */
export const remarkedTriage = 'comment'

const valueLengthMax = 200

/** One value of a filter as an address says it, without the `-` that excludes it. */
export function parseFilterValue(parameter: FilterParameter, text: string): ParsedValue {
  if (text === '') return null
  // Postgres keeps no NUL; longer texts than this name nothing
  if (text.includes('\0')) return { problem: 'A value may not have a NUL character.' }
  if (text.length > valueLengthMax) return { problem: `A value may not be longer than ${valueLengthMax} characters.` }
  switch (parameter) {
    case 'status':
      return oneOf(text, statuses)
    case 'role':
      return oneOf(text, roles)
    case 'family':
      return oneOf(text, families)
    case 'class':
      return oneOf(text, siteClasses)
    case 'reason':
      return oneOf(text, reasons)
    case 'grade':
      return oneOf(text, [...grades, noneOfIt])
    case 'finding':
      return oneOf(text, [...findings, noneOfIt])
    case 'api':
      return parseApi(text)
    case 'target':
      return text === noneOfIt ? { value: text } : parseApi(text)
    case 'path':
      return parsePath(text)
    case 'dir':
      return parseDirectory(text)
    case 'maintainer':
      return { value: text.toLowerCase() }
    case 'age':
      return parseAge(text)
    case 'claim':
      return text.includes('@') ? { value: text.toLowerCase() } : oneOf(text, [...claimStates, noneOfIt])
    case 'triage':
      return oneOf(text, [...triageVerdicts, remarkedTriage, proposedTriage, noneOfIt])
    case 'priority':
      return oneOf(text, priorities)
    case 'subsystem':
    case 'appeared':
    case 'q':
      return { value: text }
  }
}

const oneOf = (text: string, values: readonly string[]): ParsedValue =>
  values.includes(text) ? { value: text } : { problem: `${quote(text)} is not one of ${values.join(', ')}.` }

function parseApi(text: string): ParsedValue {
  const name = text.replace(/\(\)$/, '')
  return apiByName.has(name) ? { value: name } : { problem: `${quote(name)} is not a function of the catalogue.` }
}

function parsePath(text: string): ParsedValue {
  const path = text.replace(/^\.?\/+/, '').replace(/\/+$/, '')
  // groups of a pattern may be costly, and no path of a kernel has a parenthesis
  if (/[()]/.test(path)) return { problem: `${quote(text)} has parentheses, which a path may not have.` }
  const glob = parseGlob(path)
  if (glob.kind === 'wrong') return { problem: `${quote(text)} ${glob.problem}.` }
  return path === '' || path === '.' ? null : { value: path }
}

function parseDirectory(text: string): ParsedValue {
  const path = text.replace(/^\.?\/+/, '').replace(/\/+$/, '')
  return path === '' || path === '.' ? null : { value: path }
}

/** `>30`, `<30`: days before the revision that is shown; a number alone is at least so many. */
function parseAge(text: string): ParsedValue {
  const parts = /^([<>]?)\s*(\d{1,5})(?:\s*d(?:ays?)?)?$/.exec(text)
  if (parts === null) return { problem: `${quote(text)} is no age in days such as >30 or <30.` }
  return { value: `${parts[1] || '>'}${Number(parts[2])}` }
}

/** Short enough for a sentence. */
const quote = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
