import { askGit } from './ask-git.ts'
import { listPresent } from './list-present.ts'
import { runGit } from './spawn-git.ts'

export interface FirstParentWalk {
  /** First parent of every commit on the way from the ones asked about to their roots; `null` at a root, and where a shallow clone ends. */
  readonly parents: ReadonlyMap<string, string | null>
  /** Committer's date of each, in seconds. */
  readonly committedAt: ReadonlyMap<string, number>
  /** Tip of the default branch; `null`: there is none. */
  readonly trunk: string | null
}

/**
 * Walks the first parents of commits, and of the default branch, to their roots: a second for all of a kernel's history. Commits that are not
 * there are left out. Dates are git's and may be wrong: nothing here goes by them.
 */
export async function readFirstParents(directory: string, commits: readonly string[]): Promise<FirstParentWalk> {
  const trunk = await findTrunk(directory)
  const present = await listPresent(directory, commits)
  const parents = new Map<string, string | null>()
  const committedAt = new Map<string, number>()
  const tips = trunk === null ? present : [...present, trunk]
  if (tips.length > 0) {
    await askGit(directory, ['rev-list', '--first-parent', '--parents', '--timestamp', '--stdin'], tips, (line) => {
      const [at = '', commit = '', parent] = line.split(' ')
      parents.set(commit, parent ?? null)
      committedAt.set(commit, Number(at))
    })
  }
  return { parents, committedAt, trunk }
}

/** What a clone took for the default branch of its origin, else HEAD: what somebody has checked out meanwhile makes no trunk. */
async function findTrunk(directory: string): Promise<string | null> {
  for (const name of ['refs/remotes/origin/HEAD', 'HEAD']) {
    const { code, stdout } = await runGit(directory, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`])
    if (code === 0) return stdout.trim()
  }
  return null
}
