import { listCommitChanges } from '#scanner/git/list-commit-changes.ts'
import type { CheckedRange } from '#scanner/model/check.ts'
import { isSourceName } from '#scanner/model/source-name.ts'
import type { ListedTree, Session } from '../open-session.ts'

/** Lists a commit of a range, or one that it forked off from. */
export type ListTree = (oid: string) => Promise<ListedTree>

/** Of one commit so many changes are looked at. */
const changesMax = 20_000

/**
 * `Session.list()` for a range, which also tells commits apart by what they change in files that name no API, where these mention a function
 * that takes or drops pages for others: a caller that loses its release leaves no other trace in what a tree says of pages. Blobs are read only
 * where a commit changes such C files.
 */
export async function listWithCallers(
  session: Session,
  { directory, base, head, commits }: CheckedRange,
): Promise<ListTree> {
  const listedBase = await session.list(base.commit)
  const named = new Set(listedBase.digested.root.files.map(([path]) => path))
  const found = await listCommitChanges(
    directory,
    commits.map(({ oid }) => oid),
    { changesMax },
  )
  const unnamed = new Map(
    [...found].map(([oid, { changes }]) => [oid, changes.filter(({ path }) => isC(path) && !named.has(path))] as const),
  )
  if ([...unnamed.values()].every((changes) => changes.length === 0)) return (oid) => session.list(oid)

  const listedHead = await session.list(head.commit)
  const later = listedHead.signature === listedBase.signature ? [] : await session.names(listedHead)
  const mentions = await findMentions(session, new Set([...(await session.names(listedBase)), ...later]))
  const callersOf = new Map<string, ReadonlyMap<string, string>>()
  for (const { oid, parents } of commits) {
    const callers = new Map(parents.flatMap((parent) => [...(callersOf.get(parent) ?? [])]))
    for (const { path, before, after } of unnamed.get(oid) ?? [])
      if ((await mentions(after)) || (await mentions(before[0] ?? null))) callers.set(path, after ?? 'gone')
    callersOf.set(oid, callers)
  }
  return async (oid) => {
    const listed = await session.list(oid)
    const callers = [...(callersOf.get(oid) ?? [])].map((entry) => `\n${entry.join('\0')}`).sort()
    if (callers.length === 0) return listed
    const more = callers.join('')
    return { ...listed, signature: `${listed.signature}${more}`, exact: `${listed.exact}${more}` }
  }
}

const isC = isSourceName

/** Whether a blob mentions one of the names; each is read once. */
async function findMentions(
  { repository }: Session,
  names: ReadonlySet<string>,
): Promise<(oid: string | null) => Promise<boolean>> {
  const pattern = names.size === 0 ? null : new RegExp(`\\b(?:${[...names].join('|')})\\b`)
  const known = new Map<string, boolean>()
  return async (oid) => {
    if (oid === null || pattern === null) return false
    const before = known.get(oid)
    if (before !== undefined) return before
    const blob = await repository.objects.read(oid)
    const isMentioned = blob !== null && pattern.test(blob.content.toString('latin1'))
    known.set(oid, isMentioned)
    return isMentioned
  }
}
