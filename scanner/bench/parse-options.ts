import { parseArgs } from 'node:util'
import { BenchError } from './bench-error.ts'

/** One bench a run: each wants the machine for itself. */
export type BenchOptions = ScanBenchOptions | HistoryBenchOptions | BackfillBenchOptions | PagesBenchOptions

export interface ScanBenchOptions {
  readonly kind: 'scan'
  readonly repo: string
  readonly rev: string
  /** Earlier revision whose facts are known when `rev` is scanned as the next release; `null` leaves that out. */
  readonly before: string | null
  readonly rounds: number
  readonly spatch: boolean
  /** Whether to start the database and the pages too. */
  readonly service: boolean
  /** File for the numbers as JSON. */
  readonly json: string | null
}

export interface HistoryBenchOptions {
  readonly kind: 'history'
  /** Whether to ask for the pages too, not only for what they are made of. */
  readonly service: boolean
  readonly json: string | null
}

export interface PagesBenchOptions {
  readonly kind: 'pages'
  readonly json: string | null
}

export interface BackfillBenchOptions {
  readonly kind: 'backfill'
  readonly repo: string
  /** Which tags to scan. */
  readonly tags: readonly string[]
  /** File for the plot as SVG; without one it is drawn in the terminal alone. */
  readonly plot: string | null
  readonly json: string | null
}

export const usage = `Usage: npm run bench -- --repo DIR --rev REV [--before REV] [--rounds N] [--no-spatch] [--no-service] [--json FILE]
       npm run bench -- --history [--no-service] [--json FILE]
       npm run bench -- --pages [--json FILE]
       npm run bench -- --repo DIR --backfill GLOB[,GLOB…] [--plot FILE] [--json FILE]

The first measures Pinwatch against git, and against Coccinelle if it is installed, side by side in one run; then how long the
database and the pages make a user wait (builds the pages anew).
The second generates a store of a million spans over 200 revisions and asks it what the pages ask, then the pages.
The third generates the same store and asks for every kind of page and answer of the API, beside what hardly does anything.
The fourth scans all tags that fit into an empty store, as pinwatch scan --tags does, and tells what each revision cost.

  --repo DIR       kernel git tree, packed: work tree or bare repository; nothing in it is written
  --rev REV        revision to scan: tag, branch or commit
  --before REV     earlier revision whose facts are known: measures the next point release
  --rounds N       how often everything is measured in turn, 1 to 99 (default 3)
  --no-spatch      leave out Coccinelle, which takes minutes
  --no-service     leave out starting, publishing and pages
  --history        measure a long history, which needs no kernel
  --pages          measure pages and answers over a long history, which needs no kernel
  --backfill GLOB  tags to scan one after the other
  --plot FILE      also draw cost against changed blobs into FILE (SVG)
  --json FILE      also write every number to FILE

Exit: 0 measured, whether or not a target is reached; 2 wrong usage, or something could not be measured.
`

/** `null` asks for help. Throws `BenchError` for anything that cannot be served. */
export function parseOptions(inputs: readonly string[]): BenchOptions | null {
  const values = parseFlags(inputs)
  if (values.help === true) return null
  const json = values.json === undefined ? null : required(values.json, '--json FILE')
  const service = values['no-service'] !== true
  if (values.pages === true) return { kind: 'pages', json }
  if (values.history === true) return { kind: 'history', service, json }
  const repo = required(values.repo, '--repo DIR')
  if (values.backfill !== undefined) {
    const tags = required(values.backfill, '--backfill GLOB').split(',')
    return { kind: 'backfill', repo, tags, plot: values.plot ?? null, json }
  }
  return {
    kind: 'scan',
    repo,
    rev: required(values.rev, '--rev REV'),
    before: values.before === undefined ? null : required(values.before, '--before REV'),
    rounds: parseRounds(values.rounds ?? '3'),
    spatch: values['no-spatch'] !== true,
    service,
    json,
  }
}

function parseFlags(inputs: readonly string[]) {
  try {
    return parseArgs({
      args: [...inputs],
      options: {
        repo: { type: 'string' },
        rev: { type: 'string' },
        before: { type: 'string' },
        rounds: { type: 'string' },
        'no-spatch': { type: 'boolean' },
        'no-service': { type: 'boolean' },
        history: { type: 'boolean' },
        pages: { type: 'boolean' },
        backfill: { type: 'string' },
        plot: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (cause) {
    throw new BenchError(`${cause instanceof Error ? cause.message : String(cause)}. See npm run bench -- --help.`, {
      cause,
    })
  }
}

function required(value: string | undefined, flag: string): string {
  if (value === undefined || value === '') throw new BenchError(`${flag} is missing. See npm run bench -- --help.`)
  return value
}

function parseRounds(text: string): number {
  if (!/^[1-9][0-9]?$/.test(text)) throw new BenchError(`--rounds ${text}: give a whole number from 1 to 99.`)
  return Number(text)
}
