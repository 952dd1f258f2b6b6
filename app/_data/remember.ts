import type { RevisionDetails } from './get-revision.ts'

/** How many a process keeps of each kind: answers of pages take some hundreds of kilobytes at most, an index of search a megabyte or two. */
const entriesMax = { answer: 300, index: 20 } as const
type Kind = keyof typeof entriesMax
type Remembered = Readonly<Record<Kind, Map<string, Promise<unknown>>>>

const shared = globalThis as { pinwatchRemembered?: Remembered }

/**
 * What a published revision says, asked for once: it changes only when something is published into its tree, which makes it another
 * revision here. Only for answers that depend on published rows and `key` alone, not on time, people or who did what. What could not be
 * answered is asked again, and what was asked for longest ago is forgotten.
 */
export function remember<Answer>(
  { id, treePublishedAt }: Pick<RevisionDetails, 'id' | 'treePublishedAt'>,
  key: readonly unknown[],
  ask: () => Promise<Answer>,
  kind: Kind = 'answer',
): Promise<Answer> {
  shared.pinwatchRemembered ??= { answer: new Map(), index: new Map() }
  const remembered = shared.pinwatchRemembered[kind]
  const name = JSON.stringify([id, treePublishedAt, ...key])
  const known = remembered.get(name) as Promise<Answer> | undefined
  const answer = known ?? ask()
  // what was asked for last stands last
  remembered.delete(name)
  remembered.set(name, answer)
  if (known === undefined) answer.catch(() => remembered.delete(name))
  const [oldest] = remembered.keys()
  if (remembered.size > entriesMax[kind] && oldest !== undefined) remembered.delete(oldest)
  return answer
}
