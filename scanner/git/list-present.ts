import { askGit } from './ask-git.ts'

/** Those of some ids that are commits of the repository. */
export async function listPresent(directory: string, commits: readonly string[]): Promise<readonly string[]> {
  const present: string[] = []
  if (commits.length === 0) return present
  await askGit(directory, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], commits, (line) => {
    const [oid = '', type] = line.split(' ')
    if (type === 'commit') present.push(oid)
  })
  return present
}
