import { runGit } from './spawn-git.ts'

/** The commit that made a line what it is. */
export interface BlamedCommit {
  readonly oid: string
  readonly subject: string
  /** Seconds of its committer's clock. */
  readonly committedAt: number
}

/**
 * Who made a line of a file as a commit has it, as `git blame -w` says: white space is nobody's doing. `null` where history ends before it,
 * since what stood at the beginning, or where a shallow clone ends, was made by somebody else; and where git cannot say.
 */
export async function blameLine(
  directory: string,
  commit: string,
  { path, line }: { readonly path: string; readonly line: number },
): Promise<BlamedCommit | null> {
  const range = `${line},${line}`
  const command = ['blame', '--porcelain', '--encoding=UTF-8', '-w', '-L', range, commit, '--', path]
  const { code, stdout } = await runGit(directory, command)
  if (code !== 0 || /^boundary$/m.test(stdout)) return null
  const oid = /^([0-9a-f]{40,64}) /.exec(stdout)?.[1]
  const subject = /^summary (.*)$/m.exec(stdout)?.[1]
  const seconds = /^committer-time (\d+)$/m.exec(stdout)?.[1]
  if (oid === undefined || subject === undefined || seconds === undefined) return null
  return { oid, subject, committedAt: Number(seconds) }
}

/** How many files a commit changes, against its first parent. */
export async function countChanges(directory: string, commit: string): Promise<number> {
  const command = ['diff-tree', '-r', '--root', '--no-commit-id', '--name-only', '-z', '-m', '--first-parent', commit]
  const { stdout } = await runGit(directory, command)
  return stdout.split('\0').length - 1
}
