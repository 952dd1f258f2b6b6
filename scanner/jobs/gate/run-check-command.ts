import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import { addressKey } from '#scanner/model/triage/address-key.ts'
import { formatTriage } from '#scanner/model/triage/format-triage.ts'
import type { TriageEntry } from '#scanner/model/triage/triage.ts'
import { spawnChild } from '../launch/spawn-child.ts'
import { ScanTrouble } from '../scan-trouble.ts'
import type { OpenedCheck } from './open-checked.ts'

export interface CheckCommandOptions {
  readonly root: string
  /** Script of the command line. */
  readonly script: string
  readonly home: string
  readonly signal: AbortSignal
  /** What people judged of the tree: such sites are notes. */
  readonly triage: readonly TriageEntry[]
  /** A check that takes longer is stuck. */
  readonly timeoutMs: number
}

/**
 * Runs `pinwatch check` in a process of its own, which a worker can end, and which takes nobody with it. Rejects with `ScanTrouble` in the
 * words of the command.
 */
export async function runCheckCommand(
  { scratch, range }: OpenedCheck,
  { root, script, home, signal, triage, timeoutMs }: CheckCommandOptions,
): Promise<CheckDocument> {
  const file = join(scratch.directory, 'pinwatch-triage')
  await writeFile(file, formatTriage(withoutDoubles(triage)))
  const said: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] }
  const child = spawnChild({
    root,
    args: [script, 'check', '--repo', scratch.directory, '--format', 'json', '--triage', file, range],
    env: { ...process.env, PINWATCH_HOME: home },
    onLine: (line, stream) => said[stream].push(line),
  })
  const limit = AbortSignal.timeout(timeoutMs)
  const either = AbortSignal.any([signal, limit])
  const end = () => child.kill()
  if (either.aborted) end()
  either.addEventListener('abort', end, { once: true })
  const how = await child.ended.finally(() => either.removeEventListener('abort', end))
  signal.throwIfAborted()
  if (limit.aborted) throw new ScanTrouble(`The check took more than ${Math.round(timeoutMs / 1000)} s and was ended.`)
  if (how !== 'code 0' && how !== 'code 1') throw new ScanTrouble(explain(said.stderr, how))
  // written by ourselves, a moment ago
  return JSON.parse(said.stdout.join('\n')) as CheckDocument
}

/** Two sites may have stood at one place, on lines of their own: what was said first counts. */
const withoutDoubles = (entries: readonly TriageEntry[]): readonly TriageEntry[] => [
  ...new Map(entries.toReversed().map((entry) => [addressKey(entry), entry])).values(),
]

function explain(stderr: readonly string[], how: string): string {
  const from = stderr.findIndex((line) => line.startsWith('pinwatch: '))
  return from < 0
    ? `The process of the check ended by itself (${how}).`
    : stderr.slice(from).join('\n').replace('pinwatch: ', '')
}
