import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

/** The best common ancestors of two commits, given by their ids; empty where their histories have none, or end before it. */
export async function findMergeBases(directory: string, one: string, other: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runGit(directory, ['merge-base', '--all', one, other])
  if (code === 1) return []
  if (code !== 0) throw explainFailure(stderr, directory)
  return stdout.split('\n').filter((oid) => oid !== '')
}
