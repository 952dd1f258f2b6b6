import { findMergeBases } from '#scanner/git/find-merge-bases.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { listAuthorship } from '#scanner/git/list-authorship.ts'
import { countRange, type ListedCommit, listRange } from '#scanner/git/list-range.ts'
import { listShallow } from '#scanner/git/list-shallow.ts'
import { type Commit, openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import type { CheckedRange } from '#scanner/model/check.ts'

/** How a range was asked for. */
export type RangeWish =
  /** `A..B` and `A...B`: what B has and A has not. Either way what A's side did meanwhile is not B's doing. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly symmetric: boolean }
  /** One commit against its first parent; of a merge all that it brought. */
  | { readonly kind: 'commit'; readonly revision: string }
  /** What a downstream did on top of a release. */
  | { readonly kind: 'since-tag'; readonly tag: string; readonly to: string }

/** `A..B`, `A...B`, `A..` and `..B` as git reads them, else one commit. */
export function parseRange(text: string): RangeWish {
  const found = /^(?<from>.*?)(?<dots>\.{2,3})(?<to>.*)$/.exec(text)
  if (found === null) return { kind: 'commit', revision: text }
  const { from = '', dots = '', to = '' } = found.groups ?? {}
  return { kind: 'range', from: from || 'HEAD', to: to || 'HEAD', symmetric: dots === '...' }
}

/** The commits that a wish names. Rejects with `GitError` that says what to name or to fetch. */
export async function resolveRange(directory: string, wish: RangeWish): Promise<CheckedRange> {
  const repository = await openRepository(directory)
  try {
    switch (wish.kind) {
      case 'commit':
        return await resolveOne(repository, wish.revision)
      case 'range':
        return await resolveTwo(repository, wish, await resolveCommit(repository, wish.from))
      case 'since-tag':
        return await resolveTwo(
          repository,
          { kind: 'range', from: wish.tag, to: wish.to, symmetric: false },
          await resolveTag(repository, wish.tag),
        )
    }
  } finally {
    repository.close()
  }
}

async function resolveTag(repository: Repository, tag: string): Promise<Commit> {
  const name = `refs/tags/${tag.replace(/^refs\/tags\//, '')}`
  if (tag.trim() === '' || (await repository.objects.read(`${name}^{commit}`)) === null)
    throw new GitError(
      'no-such-tag',
      `${JSON.stringify(tag)}: no such tag in ${repository.directory}. List tags with git tag, or fetch them with git fetch --tags.`,
    )
  return resolveCommit(repository, name)
}

async function resolveOne(repository: Repository, revision: string): Promise<CheckedRange> {
  const { directory } = repository
  const head = await resolveCommit(repository, revision)
  if ((await listShallow(directory)).has(head.oid)) throw tooShallow(directory, `the parent of ${revision}`)
  const parent = await repository.objects.read(`${head.oid}^1`)
  if (parent === null)
    throw new GitError(
      'bad-range',
      `${revision} is a first commit: there is nothing before it to compare with. Name a range, as BASE..HEAD.`,
    )
  return composeRange(directory, { revision: `${revision}^`, commit: parent.oid }, head)
}

async function resolveTwo(
  repository: Repository,
  { from, to, symmetric }: Extract<RangeWish, { kind: 'range' }>,
  base: Commit,
): Promise<CheckedRange> {
  const { directory } = repository
  const head = await resolveCommit(repository, to)
  const [forked] = await findMergeBases(directory, base.oid, head.oid)
  if (base.oid !== head.oid && forked === head.oid)
    throw new GitError(
      'bad-range',
      `${from}${symmetric ? '...' : '..'}${to} goes backwards: ${to} is an ancestor of ${from}, so that it adds nothing. Did you mean ${to}..${from}?`,
    )
  if (forked === undefined) {
    if ((await listShallow(directory)).size > 0) throw tooShallow(directory, `where ${to} forked off from ${from}`)
    if (symmetric)
      throw new GitError(
        'bad-range',
        `${from} and ${to} have no commit in common. Compare them as they are with ${from}..${to}.`,
      )
  }
  return composeRange(directory, { revision: from, commit: forked ?? base.oid }, head, base.oid)
}

function tooShallow(directory: string, what: string): GitError {
  return new GitError(
    'missing-object',
    `${directory}: the clone is shallow and lacks ${what}. Fetch more of it: git fetch --deepen=1000, or git fetch --unshallow.`,
  )
}

/** The range of all that `head` has and `without` has not, compared with `base`. */
export async function composeRange(
  directory: string,
  base: CheckedRange['base'],
  head: Pick<Commit, 'oid' | 'name'>,
  without = base.commit,
): Promise<CheckedRange> {
  const range = { directory, base, head: { revision: head.name, commit: head.oid } }
  const count = await countRange(directory, without, head.oid)
  if (count > commitsMax) return asOneStep({ ...range, commits: [] }, count)
  return { ...range, commits: await nameCommits(directory, await listRange(directory, without, head.oid)) }
}

/** Each commit has its directories looked at: a range of more takes minutes, and nobody reviews it commit by commit. */
const commitsMax = 4000

/** A range as one step from its base to its head, whatever lies between: of what is found no commit is named. */
export const asOneStep = (range: CheckedRange, count: number): CheckedRange => ({
  ...range,
  commits: [{ oid: range.head.commit, parents: [range.base.commit], subject: null }],
  unfollowed: count,
})

async function nameCommits(directory: string, listed: readonly ListedCommit[]): Promise<CheckedRange['commits']> {
  const authorship = await listAuthorship(
    directory,
    listed.map(({ commit }) => commit),
  )
  return listed.map(({ commit, parents }, index) => ({
    oid: commit,
    parents,
    subject: authorship[index]?.subject ?? '',
  }))
}
