import { askGit } from './ask-git.ts'
import { listPresent } from './list-present.ts'
import { runGit } from './spawn-git.ts'

/**
 * Those of some commits that neither a branch nor a tag nor HEAD leads to, as after a forced push; also those that are gone. Walks from all
 * branches down to the oldest of them: ask only about commits that are not known to be reachable.
 */
export async function listUnreachable(directory: string, commits: readonly string[]): Promise<readonly string[]> {
  if (commits.length === 0) return []
  const present = await listPresent(directory, commits)
  const head = await runGit(directory, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const input = head.code === 0 ? [...present, `^${head.stdout.trim()}`] : present
  const left = new Set<string>()
  if (present.length > 0) {
    const command = ['rev-list', '--stdin', '--not', '--branches', '--tags', '--remotes']
    await askGit(directory, command, input, (line) => left.add(line))
  }
  const held = new Set(present)
  return commits.filter((commit) => !held.has(commit) || left.has(commit))
}
