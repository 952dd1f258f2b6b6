import { expect, test } from 'vitest'
import { groupBy } from '#scanner/model/group-by.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { isAncestor } from './is-ancestor.ts'
import { labelCommit } from './label-commit.ts'
import { listTags } from './list-tags.ts'
import { openRepository, resolveCommit } from './open-repository.ts'

const repository = makeRepository([{ files: { a: '1' }, tag: 'v1' }, { files: { a: '2' } }, { files: { a: '3' } }])
const { git, directory } = repository
git(['tag', '-m', 'annotated', 'v1-signed', 'v1'])
git(['tag', 'tree-tag', 'v1^{tree}'])
git(['tag', 'a/b', 'main~1'])

async function labelOf(name: string): Promise<string | null> {
  const opened = await openRepository(directory)
  try {
    return await labelCommit(
      opened,
      await resolveCommit(opened, name),
      groupBy(await listTags(directory), ({ commit }) => commit),
    )
  } finally {
    opened.close()
  }
}

test('tags of commits are listed with the commit, whichever kind they are', async () => {
  const v1 = git(['rev-parse', 'v1'])
  expect(await listTags(directory)).toEqual([
    { name: 'a/b', commit: git(['rev-parse', 'main~1']) },
    { name: 'v1', commit: v1 },
    { name: 'v1-signed', commit: v1 },
  ])
})

test.each([
  ['v1', 'v1'],
  ['v1-signed', 'v1-signed'],
  ['refs/tags/v1-signed', 'v1-signed'],
  ['main~2', 'v1'],
  ['main', 'main'],
  ['refs/heads/main', 'main'],
  ['main~1', 'a/b'],
])('%s is labelled %s', async (name, label) => {
  expect(await labelOf(name)).toBe(label)
})

test('HEAD and an id without a tag have no name', async () => {
  expect([await labelOf('HEAD'), await labelOf(git(['rev-parse', 'main']))]).toEqual([null, null])
})

test('ancestry', async () => {
  const [v1, main] = [git(['rev-parse', 'v1']), git(['rev-parse', 'main'])]
  expect(
    await Promise.all([
      isAncestor(directory, v1, main),
      isAncestor(directory, main, v1),
      isAncestor(directory, v1, v1),
    ]),
  ).toEqual([true, false, true])
  expect(await isAncestor(directory, '1'.repeat(40), main)).toBe(false)
  await expect(isAncestor(directory, '--help', main)).rejects.toThrow('no commit id')
  await expect(isAncestor(makeFolder(), v1, main)).rejects.toThrow('not a git repository')
})
