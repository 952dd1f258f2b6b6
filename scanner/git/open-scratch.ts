import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import { GitError } from './git-error.ts'
import { runGit } from './spawn-git.ts'

/** A bare repository of our own in a temporary folder, over the objects of another one. */
export interface Scratch {
  /** What git is asked in: it has an index of its own, and what is written lands in it. */
  readonly directory: string
  /** Removes it with all that was written. */
  close(): Promise<void>
}

/**
 * Makes a repository that sees every object of `directory`, and takes what is written in its stead: patches are applied and trees
 * are made there, and the original is only read. Where its history is shallow, so is this one's. Rejects with `GitError`.
 */
export async function openScratch(directory: string): Promise<Scratch> {
  const { code, stdout, stderr } = await runGit(directory, [
    'rev-parse',
    '--show-object-format',
    '--git-path',
    'objects',
    '--git-path',
    'shallow',
  ])
  if (code !== 0) throw explainFailure(stderr, directory)
  const [format = '', objects = '', shallow = ''] = stdout.split('\n')
  const scratch = await mkdtemp(join(tmpdir(), 'pinwatch-scratch-'))
  const close = () => rm(scratch, { recursive: true, force: true })
  try {
    const made = await runGit(scratch, ['init', '--bare', '--quiet', '--template=', `--object-format=${format}`])
    if (made.code !== 0) throw explainFailure(made.stderr, scratch)
    await writeFile(join(scratch, 'objects', 'info', 'alternates'), `${quoteAlternate(resolve(directory, objects))}\n`)
    const cut = await readFile(resolve(directory, shallow)).catch(() => null)
    if (cut !== null) await writeFile(join(scratch, 'shallow'), cut)
    return { directory: scratch, close }
  } catch (error) {
    await close()
    if (error instanceof GitError) throw error
    throw new GitError(
      'unusable-folder',
      `${tmpdir()}: no repository could be made there. Set TMPDIR to a folder that can be written.`,
      { cause: error },
    )
  }
}

/** A path as `objects/info/alternates` takes it: in quotes where a line break or a leading sign would be misread. */
function quoteAlternate(path: string): string {
  return /["\\\n]|^#/.test(path)
    ? `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
    : path
}
