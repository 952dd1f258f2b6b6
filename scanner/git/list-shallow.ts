import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

/** The commits at which a shallow clone's history ends: git shows them without parents, and with all that is in them as new. */
export async function listShallow(directory: string): Promise<ReadonlySet<string>> {
  const { code, stdout, stderr } = await runGit(directory, ['rev-parse', '--git-path', 'shallow'])
  if (code !== 0) throw explainFailure(stderr, directory)
  try {
    const text = await readFile(resolve(directory, stdout.replace(/\n$/, '')), 'latin1')
    return new Set(text.split('\n').filter((line) => line !== ''))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set()
    throw error
  }
}
