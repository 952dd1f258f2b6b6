import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

/** Names of the tags that one of some commits, given by their ids, descends from or is. */
export async function listMergedTags(directory: string, commits: readonly string[]): Promise<readonly string[]> {
  const merged = commits.map((commit) => `--merged=${commit}`)
  const { code, stdout, stderr } = await runGit(directory, [
    'for-each-ref',
    '--format=%(refname:strip=2)',
    ...merged,
    'refs/tags/',
  ])
  if (code !== 0) throw explainFailure(stderr, directory)
  return stdout.split('\n').filter((name) => name !== '')
}
