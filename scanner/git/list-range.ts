import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'
import { streamPieces } from './stream-pieces.ts'

export interface ListedCommit {
  readonly commit: string
  readonly parents: readonly string[]
}

/** What `to` has and `from` has not, parents before children; both are ids. Where a shallow history ends, commits have no parents. */
export async function listRange(directory: string, from: string, to: string): Promise<readonly ListedCommit[]> {
  const commits: ListedCommit[] = []
  const command = ['rev-list', '--topo-order', '--reverse', '--parents', '--stdin']
  await streamPieces(
    directory,
    command,
    `${to}\n^${from}\n`,
    (line) => {
      const [commit = '', ...parents] = line.toString('latin1').split(' ')
      commits.push({ commit, parents })
    },
    { end: 10 },
  )
  return commits
}

/** How many commits that is, without listing them. */
export async function countRange(directory: string, from: string, to: string): Promise<number> {
  const { code, stdout, stderr } = await runGit(directory, ['rev-list', '--count', to, `^${from}`])
  if (code !== 0) throw explainFailure(stderr, directory)
  return Number(stdout)
}
