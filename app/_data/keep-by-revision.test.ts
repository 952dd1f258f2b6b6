import { expect, test } from 'vitest'
import type { RevisionDetails } from './get-revision.ts'
import { keepByRevision } from './keep-by-revision.ts'

const revision = (id: number, published = 0) => ({ id, publishedAt: new Date(published) }) as RevisionDetails

test('what was made of a revision is made once, until others push it out or it is published anew', async () => {
  const made: number[] = []
  const keep = keepByRevision(2, async ({ id }) => made.push(id))
  for (const asked of [revision(1), revision(2), revision(1), revision(3), revision(1), revision(2), revision(1, 1)])
    await keep(asked)
  expect(made).toEqual([1, 2, 3, 2, 1])
})

test('what could not be made is tried again', async () => {
  let tries = 0
  const keep = keepByRevision(2, async () => {
    if (++tries === 1) throw new Error('away')
    return tries
  })
  await expect(keep(revision(1))).rejects.toThrow('away')
  await expect(keep(revision(1))).resolves.toBe(2)
})
