import { checkRemote } from '#scanner/git/check-remote.ts'
import { openRepository } from '#scanner/git/open-repository.ts'
import { parseSource } from '#scanner/model/source.ts'
import { resolveRevisions } from './resolve-revisions.ts'

export interface Wish {
  readonly source: string
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  readonly since?: Date | null
}

/**
 * Finds out in a second whether a scan can begin: the repository of a path and all that is asked of it, or whether a server has a repository
 * at a URL. Rejects with `GitError` or `ScanTrouble`.
 */
export async function checkWish({ source, revisions, tags, since = null }: Wish): Promise<void> {
  const parsed = parseSource(source)
  if (parsed.kind === 'url') await checkRemote(parsed.repository)
  if (parsed.kind !== 'path') return
  const repository = await openRepository(parsed.repository)
  try {
    const asked = revisions.length + tags.length === 0 ? ['HEAD'] : revisions
    await resolveRevisions(repository, { revisions: asked, globs: tags, since })
  } finally {
    repository.close()
  }
}
