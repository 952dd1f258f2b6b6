import { explainFailure } from './explain-failure.ts'
import { openRepository } from './open-repository.ts'
import { runGit } from './spawn-git.ts'

/** Branches, tags and HEAD of a repository with what they name, as one text. Rejects with `GitError` if there is no repository. */
export async function listRefs(directory: string): Promise<string> {
  const repository = await openRepository(directory)
  repository.close()
  const refs = await runGit(directory, ['for-each-ref', '--format=%(objectname) %(refname)'])
  if (refs.code !== 0) throw explainFailure(refs.stderr, directory)
  const head = await runGit(directory, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  return `${head.stdout}${refs.stdout}`
}
