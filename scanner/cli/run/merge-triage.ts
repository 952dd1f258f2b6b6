import { readFile, writeFile } from 'node:fs/promises'
import { mergeTriage } from '#scanner/model/triage/merge-triage.ts'
import type { TriageEntry } from '#scanner/model/triage/triage.ts'
import type { CliContext } from '../context.ts'
import { writeAll } from '../output.ts'
import { readTriageBytes, readTriageFile } from '../read-triage-file.ts'

export async function mergeTriageFiles(
  this: CliContext,
  _flags: Record<never, never>,
  basePath: string,
  oursPath: string,
  theirsPath: string,
): Promise<void> {
  const [base, ours, theirs] = await Promise.all([
    readBase(basePath),
    readTriageFile(oursPath, ''),
    readTriageFile(theirsPath, ''),
  ])
  const { text, conflicts } = mergeTriage({ base, ours, theirs })
  await writeFile(oursPath, text)
  if (conflicts.length === 0) return
  await writeAll(
    this.process.stderr,
    conflicts.map(({ path, function: name, api }) => `judged by both: ${api}() in ${name ?? 'no function'}, ${path}\n`),
  )
  this.process.exitCode = 1
}

/** Git hands over an empty file where both sides have made theirs anew. */
async function readBase(path: string): Promise<readonly TriageEntry[]> {
  const bytes = await readFile(path).catch(() => null)
  return bytes === null ? readTriageFile(path, '') : bytes.length === 0 ? [] : readTriageBytes(path, bytes)
}
