import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { type ParsedTriage, parseTriage } from '#scanner/model/triage/parse-triage.ts'
import type { TriageEntry } from '#scanner/model/triage/triage.ts'
import { UsageError } from './usage-error.ts'

/** As many broken lines are spelt out; the rest is a number. */
const problemsMax = 20

/**
 * The judgements of a triage file. Throws `UsageError`, which names the broken lines, where one line of it cannot be used: half a file
 * is never applied. `flag` stands before its name there.
 */
export async function readTriageFile(path: string, flag = '--triage '): Promise<readonly TriageEntry[]> {
  return readTriageBytes(`${flag}${path}`, await readBytes(path, flag))
}

/** The same of what was read already. */
export function readTriageBytes(name: string, bytes: Buffer): readonly TriageEntry[] {
  const parsed = parseBytes(bytes)
  switch (parsed.state) {
    case 'parsed':
      return parsed.entries
    case 'broken': {
      const named = parsed.problems.slice(0, problemsMax).map(({ line, message }) => `  line ${line}: ${message}`)
      const more = parsed.problems.length - named.length
      throw new UsageError(
        [
          `${name}: nothing of this file was applied. Mend:`,
          ...named,
          ...(more > 0 ? [`  and ${more} more`] : []),
        ].join('\n'),
      )
    }
  }
}

async function readBytes(path: string, flag: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    const what =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'this is a folder' : `cannot be read (${code})`
    throw new UsageError(`${flag}${path}: ${what}. Name a triage file.`, { cause: error })
  }
}

function parseBytes(bytes: Buffer): ParsedTriage {
  if (isUtf8(bytes)) return parseTriage(bytes.toString('utf8'))
  return { state: 'broken', problems: [{ line: firstOddLine(bytes), message: 'this is not UTF-8' }] }
}

/** No character of UTF-8 holds the byte of a line break, so that lines can be looked at one by one. */
function firstOddLine(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) break
    start = end < 0 ? bytes.length : end + 1
  }
  return line
}
