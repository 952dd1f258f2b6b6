import { prefilterNames } from '#scanner/model/catalogue/index.ts'
import { childrenMs } from './children-ms.ts'
import { type Run, runTimed, since, type TimedSample } from './run-timed.ts'
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

/** What a person would type who looks for these calls. */
export const stems: readonly string[] = [
  ...['get_user_page', 'pin_user_page', 'memfd_pin_folios', 'put_user_page', 'unpin_user_', 'unpin_folio', 'put_page'],
  ...[
    'release_pages',
    'folio_put',
    'iov_iter_get_pages',
    'iov_iter_extract',
    'get_dump_page',
    'bio_iov_iter_get_pages',
  ],
  'bio_release_pages',
]

/** All names that a scan looks for. */
export const everyName: readonly string[] = prefilterNames

/** Files of a commit that name one of `words`; `<commit>:<path>` a line into `stdout`. */
export function runGitGrep(
  workspace: Workspace,
  commit: string,
  words: readonly string[],
  stdout: string,
): Promise<TimedSample> {
  const hint = 'With 1 it says that no file of the revision names an API: is this a kernel tree?'
  return runTimed({ ...gitRun(workspace, ['grep', '-lE', words.join('|'), commit, '--', '*.c', '*.h']), stdout, hint })
}

/** Unpacks blobs and throws them away, one git for each file of blob ids, all at once. */
export async function runCatFile(workspace: Workspace, idLists: readonly string[]): Promise<TimedSample> {
  const run = gitRun(workspace, ['cat-file', '--batch', '--buffer'])
  const computed = childrenMs()
  const samples = await Promise.all(idLists.map((stdin) => runTimed({ ...run, stdin })))
  const value = Math.max(...samples.map(({ value }) => value))
  return { value, processorMs: since(computed), load: samples[0]?.load ?? 0 }
}
