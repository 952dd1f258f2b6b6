import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BenchError } from './bench-error.ts'
import { runTimed, type Sample, type TimedSample } from './run-timed.ts'
import type { Workspace } from './workspace.ts'

export interface SitesRun {
  /** Of the whole process, with its git children. */
  readonly time: TimedSample
  /** Largest resident size of the Node process in bytes; its git children are not in it. */
  readonly peak: Sample
}

export interface SitesOptions {
  /** `PINWATCH_HOME`; `null` is `--no-cache`. */
  readonly home: string | null
  /** File for the rows. */
  readonly stdout: string
}

/** `pinwatch sites --format ndjson`, from start to end, as a user starts it. */
export async function runSites(workspace: Workspace, commit: string, options: SitesOptions): Promise<SitesRun> {
  const { root, repo, scratch, signal } = workspace
  const peakFile = join(scratch, 'peak')
  const time = await runTimed({
    name: 'pinwatch sites',
    command: process.execPath,
    inputs: [
      ...['--import', pathToFileURL(join(root, 'scanner/bench/report-peak.mjs')).href],
      ...[join(root, 'scanner/pinwatch.mjs'), 'sites', '--repo', repo, '--rev', commit, '--format', 'ndjson'],
      ...(options.home === null ? ['--no-cache'] : []),
    ],
    cwd: root,
    env: { ...process.env, PINWATCH_BENCH_PEAK: peakFile, PINWATCH_HOME: options.home ?? join(scratch, 'unused') },
    stdout: options.stdout,
    signal,
  })
  return { time, peak: { value: Number(await readFile(peakFile, 'utf8')), load: time.load } }
}

/** Known facts may save time, never change a row: a speed of wrong rows is worth nothing. */
export async function requireSameRows(expected: string, actual: string, what: string): Promise<void> {
  const [cold, known] = await Promise.all([readFile(expected), readFile(actual)])
  if (!cold.equals(known)) throw new BenchError(`the rows of ${what} differ from those of the cold run.`)
}
