import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Repository } from '#scanner/git/open-repository.ts'
import { prefilterNames } from '#scanner/model/catalogue/index.ts'
import { BenchError } from './bench-error.ts'
import { runTimed, type TimedSample } from './run-timed.ts'
import type { Workspace } from './workspace.ts'

/** First line of `spatch --version`, or `null` if it is not installed. */
export async function findSpatch(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('spatch', ['--version'])
    return stdout.split('\n')[0] ?? ''
  } catch {
    return null
  }
}

/**
 * One rule: every call of a function of the catalogue. The names as a set are the fastest way to say so: as a
 * disjunction of calls the same files take 2.8 times as long (spatch 1.1.1, files of mm/).
 */
export function spatchRule(names: readonly string[]): string {
  return `@@\nidentifier api = {${names.join(', ')}};\n@@\n* api(...)\n`
}

/** Writes files of a commit into a flat folder: their own paths are a stranger's, and spatch does not need them. */
export async function extractFiles(repository: Repository, names: readonly string[], folder: string): Promise<void> {
  await mkdir(folder)
  for (const [index, name] of names.entries()) {
    const object = await repository.objects.read(name)
    if (object === null) throw new BenchError(`${name} was listed by git grep and could not be read.`)
    await writeFile(join(folder, `${index}${extname(name)}`), object.content)
  }
}

export interface SpatchRun {
  readonly time: TimedSample
  /** Lines that the rule matched. */
  readonly lines: number
}

/** Applies the rule to all files of a folder, with as many processes as there are cores. */
export async function runSpatch({ scratch, signal }: Workspace, folder: string): Promise<SpatchRun> {
  const rule = join(scratch, 'apis.cocci')
  const stdout = join(scratch, 'spatch')
  await writeFile(rule, spatchRule(prefilterNames))
  const options = ['--very-quiet', '--no-includes', '--include-headers', '-j', String(availableParallelism())]
  const time = await runTimed({
    name: 'spatch',
    command: 'spatch',
    inputs: [...options, '--sp-file', rule, '--dir', folder],
    // where its processes leave their parts
    cwd: scratch,
    env: process.env,
    stdout,
    signal,
  })
  const output = await readFile(stdout, 'latin1')
  return { time, lines: output.split('\n').filter((line) => /^-(?!--)/.test(line)).length }
}
