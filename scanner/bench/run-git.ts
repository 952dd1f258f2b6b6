import { prefilterNames } from '#scanner/model/catalogue/index.ts'
import { type Run, runTimed, type Sample } from './run-timed.ts'
import type { Workspace } from './workspace.ts'

/**
 * The git that Pinwatch is measured against: without the host's configuration, and in the C locale, where its regular
 * expressions are a little faster than in UTF-8. It is not started as the product starts git, since its output must
 * not pass through this process.
 */
function gitRun({ repo, signal }: Workspace, command: readonly string[]): Run {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const env = {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
  }
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false']
  return {
    name: `git ${command[0]}`,
    command: 'git',
    inputs: ['--no-pager', ...settings, ...command],
    cwd: repo,
    env,
    signal,
  }
}

/** Files of a commit that name an API, as a person would ask git; `<commit>:<path>` a line into `stdout`. */
export function runGitGrep(workspace: Workspace, commit: string, stdout: string): Promise<Sample> {
  const names = prefilterNames.join('|')
  const hint = 'With 1 it says that no file of the revision names an API: is this a kernel tree?'
  return runTimed({ ...gitRun(workspace, ['grep', '-lE', names, commit, '--', '*.c', '*.h']), stdout, hint })
}

/** Unpacks blobs and throws them away, one git for each file of blob ids, all at once. */
export async function runCatFile(workspace: Workspace, idLists: readonly string[]): Promise<Sample> {
  const run = gitRun(workspace, ['cat-file', '--batch', '--buffer'])
  const samples = await Promise.all(idLists.map((stdin) => runTimed({ ...run, stdin })))
  return { value: Math.max(...samples.map(({ value }) => value)), load: samples[0]?.load ?? 0 }
}
