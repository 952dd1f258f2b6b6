import type { Rename } from '#scanner/model/match.ts'
import { runGit } from './spawn-git.ts'

/** Paths that one command line holds, on any system, with room to spare. */
const pathsMax = 500

/**
 * Files of `paths` that were renamed between two commits, as git's own detection finds them: half of the lines are the same. Only files among
 * `paths` are compared, which have to name both ends. Empty where git does not know one of the commits: then nothing is known of renames.
 * Paths are arguments here, since git takes them in no other way: behind `--` and literally.
 */
export async function listRenames(
  directory: string,
  earlier: string,
  later: string,
  paths: readonly string[],
): Promise<readonly Rename[]> {
  // more than any two kernels leave open: then names and bodies alone must do
  if (paths.length === 0 || paths.length > pathsMax) return []
  const range = [
    'diff-tree',
    '-r',
    '-z',
    '--no-commit-id',
    '--diff-filter=R',
    '--find-renames=50%',
    '-l0',
    '--name-status',
  ]
  const { code, stdout } = await runGit(directory, ['--literal-pathspecs', ...range, earlier, later, '--', ...paths])
  if (code !== 0) return []
  const fields = stdout.split('\0')
  const renames: Rename[] = []
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [from, to] = [fields[at + 1], fields[at + 2]]
    if (from !== undefined && to !== undefined) renames.push({ from, to })
  }
  return renames
}
