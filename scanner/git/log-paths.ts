import type { PathChange, PathCommit } from '#scanner/model/path-history.ts'
import { composePathspecs } from './compose-pathspec.ts'
import { GitError } from './git-error.ts'
import { decodePath, isRawHeader, parseRawChange } from './parse-raw-changes.ts'
import { streamPieces } from './stream-pieces.ts'

export interface PathRange {
  /** Commit ids; the history is what `to` has and `from` has not. */
  readonly from: string
  readonly to: string
  readonly paths: readonly string[]
}

/** What a repository configures must neither run (`log.showSignature` starts a program that it names) nor change the answer. */
const settings = ['log.showSignature=false', 'log.follow=false', 'log.showRoot=true', 'diff.relative=false']

/**
 * - `--full-history`: by default git follows one side of a merge, the one that ends like the merge, and commits of the other side are never seen:
 *   a change that was made twice, or undone and made again, would have the wrong commit.
 * - `--simplify-merges --parents`: merges that join nothing of these paths are left out, and the rest are joined to each other.
 * - `--diff-merges=separate`: of a merge what differs from each parent, so that one can tell which side a state came from, and a merge
 *   that made one that no side has.
 * - `oneline` with `--log-size`: the only form that names the parent a difference is against. A subject may look like anything, so its size
 *   comes first, on a line that ends before it.
 */
const format = [
  '--full-history',
  '--simplify-merges',
  '--topo-order',
  '--parents',
  '--diff-merges=separate',
  '--root',
  '--pretty=oneline',
  '--log-size',
  '--no-abbrev-commit',
  '--no-decorate',
  '--no-notes',
  '--no-color',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-renames',
]

/**
 * The commits between two that touch some paths, and the merges that join them, parents before children: one `git log`. There may be
 * others among them, which change nothing. Blobs are named, never read, so that a clone without blobs will do. Rejects with `GitError`, in a clone that lacks trees as `missing-object`.
 */
export async function logPaths(directory: string, { from, to, paths }: PathRange): Promise<readonly PathCommit[]> {
  for (const oid of [from, to]) {
    if (!/^[0-9a-f]{40,64}$/.test(oid))
      throw new GitError('bad-revision-name', `${JSON.stringify(oid)} is no commit id.`)
  }
  if (paths.length === 0) return []
  const wanted = new Set(paths)
  const commits: Building[] = []
  let header: Buffer | null = null
  let target: PathChange[] | null = null
  const command = [...settings.flatMap((setting) => ['-c', setting]), 'log', '--stdin', ...format]
  const specs = composePathspecs(wanted)
  await streamPieces(directory, command, `${[to, `^${from}`, '--', ...specs].join('\n')}\n`, (piece) => {
    if (header !== null) {
      const path = decodePath(piece)
      if (wanted.has(path)) {
        const { before, after } = parseRawChange(header, path)
        target?.push({ path, before: before[0] ?? null, after })
      }
      header = null
    } else if (isRawHeader(piece)) header = Buffer.from(piece)
    else target = takeCommit(commits, piece.toString('latin1'))
  })
  return commits.reverse()
}

interface Building {
  readonly commit: string
  readonly parents: readonly string[]
  readonly changes: PathChange[][]
}

/** Git prints a merge once for each parent that it differs from. */
function takeCommit(commits: Building[], text: string): PathChange[] | null {
  const found =
    /^(?<commit>[0-9a-f]{40,64})(?<parents>(?: [0-9a-f]{40,64})*)(?: \(from (?<parent>[0-9a-f]{40,64})\))? log size \d+\n/.exec(
      text,
    )
  if (found === null) throw new GitError('git-failed', `git log answered "${text.slice(0, 80)}".`)
  const { commit = '', parents = '', parent } = found.groups ?? {}
  let last = commits.at(-1)
  if (last?.commit !== commit) {
    // two sides that come from one commit are one parent
    const each = [...new Set(parents.split(' ').filter((oid) => oid !== ''))]
    last = { commit, parents: each, changes: Array.from({ length: Math.max(1, each.length) }, () => []) }
    commits.push(last)
  }
  return last.changes[parent === undefined ? 0 : last.parents.indexOf(parent)] ?? null
}
