import type { Rename } from '#scanner/model/match.ts'
import { runGit } from './spawn-git.ts'

/** What one command line holds, with room to spare: a fourth of what Linux allows. All files with sites of a kernel are 30 kB. */
const pathsBytesMax = 500_000

export interface Changes {
  readonly renames: readonly Rename[]
  /** Paths that differ in any way between the two commits, under both names of a rename. */
  readonly changed: ReadonlySet<string>
}

/**
 * What became of `paths` between two commits. Renames are those that git's own detection finds: half of the lines are the same. Only files
 * among `paths` are compared, which have to name both ends. `null` where git does not know one of the commits or there are too many paths: then
 * nothing is known. Paths are arguments here, since git takes them in no other way: behind `--` and literally.
 */
export async function listChanges(
  directory: string,
  earlier: string,
  later: string,
  paths: readonly string[],
): Promise<Changes | null> {
  const renames: Rename[] = []
  const changed = new Set<string>()
  // without paths git would compare whole trees
  if (paths.length === 0) return { renames, changed }
  if (paths.reduce((sum, path) => sum + Buffer.byteLength(path) + 1, 0) > pathsBytesMax) return null
  const command = ['diff-tree', '-r', '-z', '--no-commit-id', '--find-renames=50%', '-l0', '--name-status']
  const { code, stdout } = await runGit(directory, ['--literal-pathspecs', ...command, earlier, later, '--', ...paths])
  if (code !== 0) return null
  const fields = stdout.split('\0')
  for (let at = 0; at + 1 < fields.length; ) {
    const [status, from, to] = [fields[at] ?? '', fields[at + 1] ?? '', fields[at + 2] ?? '']
    changed.add(from)
    if (status.startsWith('R')) {
      changed.add(to)
      renames.push({ from, to })
      at += 3
    } else at += 2
  }
  return { renames, changed }
}
