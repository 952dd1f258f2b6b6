import { addressKey } from './address-key.ts'
import { parseTriageEntry, TriageLineError } from './parse-triage-entry.ts'
import { type TriageEntry, triageVersion } from './triage.ts'

/** One line that cannot be used. */
export interface TriageProblem {
  /** From 1. */
  readonly line: number
  readonly message: string
}

export type ParsedTriage =
  | { readonly state: 'parsed'; readonly entries: readonly TriageEntry[] }
  | { readonly state: 'broken'; readonly problems: readonly TriageProblem[] }

/**
 * Reads a triage file, version 1. One line that is broken breaks the whole file, so that nobody relies on half of it; all such lines are
 * named. Lines may be in any order; blank ones, CRLF and a byte order mark are read over.
 */
export function parseTriage(text: string): ParsedTriage {
  const entries: TriageEntry[] = []
  const problems: TriageProblem[] = []
  const judged = new Map<string, number>()
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const odd = checkHeader(header)
  // of another file, or of a version to come, no line can be judged
  if (odd !== null) return { state: 'broken', problems: [{ line: 1, message: odd }] }
  lines.forEach((content, index) => {
    if (content.trim() === '') return
    const line = index + 2
    try {
      const entry = parseTriageEntry(parseLine(content))
      const key = addressKey(entry)
      const earlier = judged.get(key)
      if (earlier !== undefined)
        throw new TriageLineError(`the same site is judged in line ${earlier} already; keep one of the two`)
      judged.set(key, line)
      entries.push(entry)
    } catch (error) {
      if (!(error instanceof TriageLineError)) throw error
      problems.push({ line, message: error.message })
    }
  })
  return problems.length > 0 ? { state: 'broken', problems } : { state: 'parsed', entries }
}

/** What is wrong with the first line, or `null`. */
function checkHeader(header: string): string | null {
  const wanted = `the first line must be {"pinwatch-triage":${triageVersion}}`
  try {
    const parsed: unknown = JSON.parse(header)
    if (typeof parsed !== 'object' || parsed === null || !('pinwatch-triage' in parsed)) return wanted
    const version = parsed['pinwatch-triage']
    return version === triageVersion ? null : `version ${JSON.stringify(version)} is not known here; ${wanted}`
  } catch {
    return wanted
  }
}

function parseLine(content: string): unknown {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(content))
    throw new TriageLineError('git left a conflict here; keep one line a site and remove the marks')
  try {
    return JSON.parse(content)
  } catch {
    throw new TriageLineError('this is not JSON; one object a line is expected')
  }
}
