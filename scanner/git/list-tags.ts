import { explainFailure } from './explain-failure.ts'
import { runGit } from './spawn-git.ts'

export interface Tag {
  readonly name: string
  /** The commit it points at. */
  readonly commit: string
}

/** Every tag that points at a commit, by name in git's order. Some 0.3 s for ten thousand. */
export async function listTags(directory: string): Promise<readonly Tag[]> {
  const format = '%(refname:strip=2) %(objecttype) %(objectname) %(*objecttype) %(*objectname)'
  const { code, stdout, stderr } = await runGit(directory, ['for-each-ref', `--format=${format}`, 'refs/tags/'])
  if (code !== 0) throw explainFailure(stderr, directory)
  return stdout.split('\n').flatMap((line) => {
    const [name = '', type, oid = '', peeledType, peeledOid = ''] = line.split(' ')
    // the kernel has tags of trees
    if (type === 'commit') return [{ name, commit: oid }]
    return peeledType === 'commit' ? [{ name, commit: peeledOid }] : []
  })
}
