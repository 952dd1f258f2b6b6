import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

export interface Branch {
  /** In full: `refs/heads/main`, `refs/remotes/origin/main`. */
  readonly name: string
  readonly commit: string
}

/** Every branch, of this repository and of its remotes. */
export async function listBranches(directory: string): Promise<readonly Branch[]> {
  const { code, stdout, stderr } = await runGit(directory, [
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    'refs/heads/',
    'refs/remotes/',
  ])
  if (code !== 0) throw explainFailure(stderr, directory)
  return stdout.split('\n').flatMap((line) => {
    const [name = '', commit] = line.split(' ')
    return commit === undefined ? [] : [{ name, commit }]
  })
}
