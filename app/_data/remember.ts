import type { RevisionDetails } from './get-revision.ts'

/** Entries of a process: some hundreds of kilobytes at most each, of the pages that are looked at now. */
const entriesMax = 300

const shared = globalThis as { pinwatchRemembered?: Map<string, Promise<unknown>> }

/**
 * What a published revision says, asked for once: it changes only when something is published into its tree, which makes it another
 * revision here. Only for answers that depend on published rows and `key` alone, not on time, people or who did what.
 */
export function remember<Answer>(
  { id, treePublishedAt }: Pick<RevisionDetails, 'id' | 'treePublishedAt'>,
  key: readonly unknown[],
  ask: () => Promise<Answer>,
): Promise<Answer> {
  shared.pinwatchRemembered ??= new Map()
  const remembered = shared.pinwatchRemembered
  const name = JSON.stringify([id, treePublishedAt, ...key])
  const known = remembered.get(name) as Promise<Answer> | undefined
  const answer = known ?? ask()
  // what was asked for last stands last
  remembered.delete(name)
  remembered.set(name, answer)
  if (known === undefined) answer.catch(() => remembered.delete(name))
  const [oldest] = remembered.keys()
  if (remembered.size > entriesMax && oldest !== undefined) remembered.delete(oldest)
  return answer
}
