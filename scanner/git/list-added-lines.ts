import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

/** Stretches of lines, first and last, from 1. */
export type LineRanges = readonly (readonly [number, number])[]

/** Which lines of a file are new or other at `to` than at `from`; both are ids of commits. A renamed file is new. Rejects with `GitError`. */
export async function listAddedLines(directory: string, from: string, to: string, path: string): Promise<LineRanges> {
  const command = ['diff-tree', '-r', '-p', '-U0', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color']
  const { code, stdout, stderr } = await runGit(directory, ['--literal-pathspecs', ...command, from, to, '--', path])
  if (code !== 0) throw explainFailure(stderr, directory)
  return [...stdout.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count = '1']) => {
    const first = Number(start)
    return count === '0' ? [] : [[first, first + Number(count) - 1] as const]
  })
}
