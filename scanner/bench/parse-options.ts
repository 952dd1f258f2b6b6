import { parseArgs } from 'node:util'
import { BenchError } from './bench-error.ts'

export interface BenchOptions {
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

export const usage = `Usage: npm run bench -- --repo DIR --rev REV [--before REV] [--rounds N] [--no-spatch] [--no-service] [--json FILE]

Measures Pinwatch against git, and against Coccinelle if it is installed, side by side in one run; then how long the database
and the pages make a user wait (builds the pages anew).

  --repo DIR     kernel git tree, packed: work tree or bare repository; nothing in it is written
  --rev REV      revision to scan: tag, branch or commit
  --before REV   earlier revision whose facts are known: measures the next point release
  --rounds N     how often everything is measured in turn, 1 to 99 (default 3)
  --no-spatch    leave out Coccinelle, which takes minutes
  --no-service   leave out starting, publishing and pages
  --json FILE    also write every number to FILE

Exit: 0 measured, whether or not a target is reached; 2 wrong usage, or something could not be measured.
`

/** `null` asks for help. Throws `BenchError` for anything that cannot be served. */
export function parseOptions(inputs: readonly string[]): BenchOptions | null {
  const values = parseFlags(inputs)
  if (values.help === true) return null
  return {
    repo: required(values.repo, '--repo DIR'),
    rev: required(values.rev, '--rev REV'),
    before: values.before === undefined ? null : required(values.before, '--before REV'),
    rounds: parseRounds(values.rounds ?? '3'),
    spatch: values['no-spatch'] !== true,
    service: values['no-service'] !== true,
    json: values.json === undefined ? null : required(values.json, '--json FILE'),
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
