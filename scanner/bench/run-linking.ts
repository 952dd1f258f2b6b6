import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BenchError } from './bench-error.ts'
import { runTimed, type Sample } from './run-timed.ts'
import type { LinkingTime } from './time-linking.ts'
import type { Workspace } from './workspace.ts'

/** Milliseconds of linking and judging in a fresh process that knows all facts of `commit` from `home`. */
export async function runLinking(workspace: Workspace, commit: string, home: string): Promise<Sample> {
  const { code, repo, root, scratch, signal } = workspace
  const stdout = join(scratch, 'linking')
  const inputs = [join(code, 'time-linking.mjs'), repo, commit, home]
  const { load } = await runTimed({
    name: 'linking',
    command: process.execPath,
    inputs,
    cwd: root,
    env: process.env,
    stdout,
    signal,
  })
  // what our own program printed a moment ago
  const time: LinkingTime = JSON.parse(await readFile(stdout, 'utf8'))
  if (time.read > 0) {
    throw new BenchError(
      `${time.read} blobs were not known to a scan that should know all: were the sources changed during the bench?`,
    )
  }
  return { value: time.linkMs, load }
}
