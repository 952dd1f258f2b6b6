import picomatch from 'picomatch'
import { labelCommit } from '#scanner/git/label-commit.ts'
import { listTags } from '#scanner/git/list-tags.ts'
import { type Commit, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { ScanTrouble } from './scan-trouble.ts'

export interface WantedRevision {
  readonly commit: Commit
  /** `null`: it has no name. */
  readonly label: string | null
}

/**
 * The commits that revisions and globs of tags name, each once, oldest first by date: so most of them come on top of the one before.
 * Rejects with a sentence for a revision that is not there and a glob that matches no tag.
 */
export async function resolveRevisions(
  repository: Repository,
  { revisions, globs }: { readonly revisions: readonly string[]; readonly globs: readonly string[] },
): Promise<readonly WantedRevision[]> {
  const tags = await listTags(repository.directory)
  const names = new Set(revisions)
  for (const glob of globs) {
    const matches = picomatch(glob, { dot: true })
    const matching = tags.filter(({ name }) => matches(name))
    if (matching.length === 0) {
      throw new ScanTrouble(
        `${JSON.stringify(glob)} matches no tag of ${repository.directory}, which has ${tags.length.toLocaleString('en')}. List them with git tag.`,
      )
    }
    for (const { name } of matching) names.add(`refs/tags/${name}`)
  }
  const tagsOfCommit = groupBy(tags, ({ commit }) => commit)
  // asked all at once, git answers ten thousand in a second
  const commits = await Promise.all([...names].map((name) => resolveCommit(repository, name)))
  const wanted = new Map<string, WantedRevision>()
  for (const commit of commits) {
    if (wanted.has(commit.oid)) continue
    wanted.set(commit.oid, { commit, label: await labelCommit(repository, commit, tagsOfCommit) })
  }
  return [...wanted.values()].toSorted((a, b) => a.commit.committedAt.getTime() - b.commit.committedAt.getTime())
}
