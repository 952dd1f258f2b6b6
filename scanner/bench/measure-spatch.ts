import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from '#scanner/git/open-repository.ts'
import { excludedDirectories } from '#scanner/model/selection.ts'
import { runSites } from './run-sites.ts'
import { extractFiles, runSpatch } from './run-spatch.ts'
import type { TimedSample } from './run-timed.ts'
import type { Workspace } from './workspace.ts'

/** Coccinelle between cold scans: it takes minutes, and so is measured once. */
export interface SpatchComparison {
  readonly files: number
  readonly lines: number
  readonly spatch: TimedSample
  /** Two scans before it and two after it. */
  readonly cold: readonly TimedSample[]
}

/** `named` is a file of git grep's output for `commit`. */
export async function measureSpatch(
  workspace: Workspace,
  repository: Repository,
  commit: string,
  named: string,
): Promise<SpatchComparison> {
  const files = inScope((await readFile(named, 'utf8')).split('\n'), commit)
  const folder = join(workspace.scratch, 'files')
  await extractFiles(repository, files, folder)
  const scan = async () =>
    (await runSites(workspace, commit, { home: null, stdout: join(workspace.scratch, 'cold') })).time
  const before = [await scan(), await scan()]
  const { time, lines } = await runSpatch(workspace, folder)
  return { files: files.length, lines, spatch: time, cold: [...before, await scan(), await scan()] }
}

/** Coccinelle is spared what a scan leaves out. */
function inScope(names: readonly string[], commit: string): readonly string[] {
  const left = excludedDirectories.map((directory) => `${commit}:${directory}/`)
  return names.filter((name) => name !== '' && !left.some((directory) => name.startsWith(directory)))
}
