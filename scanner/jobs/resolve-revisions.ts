import { labelCommit } from '#scanner/git/label-commit.ts'
import { listMergedTags } from '#scanner/git/list-merged-tags.ts'
import { listTags, type Tag } from '#scanner/git/list-tags.ts'
import { type Commit, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { readFirstParents } from '#scanner/git/read-first-parents.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { matchGlob } from '#scanner/model/match-glob.ts'
import { chooseEvery } from './choose-every.ts'
import { ScanTrouble } from './scan-trouble.ts'

export interface WantedRevision {
  readonly oid: string
  /** `null`: it has no name. */
  readonly label: string | null
}

export interface RevisionWish {
  /** Always scanned, whenever they were committed. */
  readonly revisions: readonly string[]
  readonly globs: readonly string[]
  /** Tags and commits in between only from here on. Without globs and `every`: the tags that lead to the revisions. */
  readonly since?: Date | null
  /** Besides, every n-th commit before them. */
  readonly every?: number | null
}

/**
 * The commits that a wish names, each once; `published` are those that are there already. Rejects with a sentence for a revision that is not
 * there, a glob that matches no tag, a time since when there is nothing, and a way back that nothing ends.
 */
export async function resolveRevisions(
  repository: Repository,
  wish: RevisionWish,
  published: readonly string[] = [],
): Promise<readonly WantedRevision[]> {
  const { revisions, globs, since = null, every = null } = wish
  const tags = await listTags(repository.directory)
  const asked = await resolveAll(repository, revisions)
  const tagged = await resolveAll(repository, listNames(repository, tags, globs))
  let tagsSince = since === null ? tagged : tagged.filter(({ committedAt }) => committedAt >= since)
  if (since !== null && globs.length > 0 && tagsSince.length === 0) {
    throw new ScanTrouble(
      `${globs.map((glob) => JSON.stringify(glob)).join(', ')}: ${tagged.length.toLocaleString('en')} ${tagged.length === 1 ? 'tag matches' : 'tags match'}, and none was committed since ${formatDay(since)}.`,
    )
  }
  if (since !== null && globs.length === 0 && every === null) {
    const merged = await listMergedTags(
      repository.directory,
      asked.map(({ oid }) => oid),
    )
    const commits = await resolveAll(
      repository,
      merged.map((name) => `refs/tags/${name}`),
    )
    tagsSince = commits.filter(({ committedAt }) => committedAt >= since)
  }
  const named = [...asked, ...tagsSince]
  const wanted = await nameCommits(repository, tags, named)
  if (every === null) return wanted
  const between = await listBetween(repository, wanted, { every, since, published })
  const others = await resolveAll(repository, between)
  return [...wanted, ...(await nameCommits(repository, tags, others))]
}

function listNames({ directory }: Repository, tags: readonly Tag[], globs: readonly string[]): readonly string[] {
  const names = new Set<string>()
  for (const glob of globs) {
    const matcher = matchGlob(glob)
    if (matcher.kind === 'wrong') throw new ScanTrouble(`${JSON.stringify(glob)} ${matcher.problem}.`)
    const matching = tags.filter(({ name }) => matcher.matches(name))
    if (matching.length === 0) {
      throw new ScanTrouble(
        `${JSON.stringify(glob)} matches no tag of ${directory}, which has ${tags.length.toLocaleString('en')}. List them with git tag.`,
      )
    }
    for (const { name } of matching) names.add(`refs/tags/${name}`)
  }
  return [...names]
}

/** Asked all at once, git answers ten thousand in a second. */
function resolveAll(repository: Repository, names: readonly string[]): Promise<readonly Commit[]> {
  return Promise.all(names.map((name) => resolveCommit(repository, name)))
}

async function nameCommits(
  repository: Repository,
  tags: readonly Tag[],
  commits: readonly Commit[],
): Promise<readonly WantedRevision[]> {
  const tagsOfCommit = groupBy(tags, ({ commit }) => commit)
  const wanted = new Map<string, WantedRevision>()
  for (const commit of commits) {
    if (wanted.has(commit.oid)) continue
    wanted.set(commit.oid, { oid: commit.oid, label: await labelCommit(repository, commit, tagsOfCommit) })
  }
  return [...wanted.values()]
}

async function listBetween(
  { directory }: Repository,
  wanted: readonly WantedRevision[],
  {
    every,
    since,
    published,
  }: { readonly every: number; readonly since: Date | null; readonly published: readonly string[] },
): Promise<readonly string[]> {
  const starts = wanted.map(({ oid }) => oid)
  const walk = await readFirstParents(directory, [...starts, ...published])
  const chosen = chooseEvery(walk, starts, { every, since, published: new Set(published) })
  if (chosen === null) {
    throw new ScanTrouble(
      `Every ${every.toLocaleString('en')} commits would go back to the very first one: nothing on the way is published yet. Say how far with --since, or name an older revision too.`,
    )
  }
  return chosen
}

const formatDay = (date: Date): string => date.toISOString().slice(0, 10)
