import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

/** Names of the tags of commits that HEAD descends from or is, the newest first. Rejects with `GitError`. */
export async function listTagsByDate(directory: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runGit(directory, [
    'for-each-ref',
    '--format=%(objecttype) %(*objecttype) %(refname:strip=2)',
    '--sort=-version:refname',
    '--sort=-creatordate',
    '--merged=HEAD',
    'refs/tags/',
  ])
  if (code !== 0) throw explainFailure(stderr, directory)
  // a tag may name a file
  return stdout.split('\n').flatMap((line) => {
    const [type, target, name] = line.split(' ')
    return name !== undefined && (type === 'commit' || target === 'commit') ? [name] : []
  })
}
