import { expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { listChanges } from './list-changes.ts'

const text = (name: string) => Array.from({ length: 20 }, (_unused, index) => `int ${name}_${index};\n`).join('')

/** What became of paths between the only two commits, of those that changed unless others are given. */
async function compare(
  before: Record<string, string>,
  after: Record<string, string | null>,
  paths?: readonly string[],
) {
  const repository = makeRepository([{ files: before }, { files: after }])
  const [earlier, later] = [repository.git(['rev-parse', 'HEAD~1']), repository.git(['rev-parse', 'HEAD'])]
  const wanted = paths ?? [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return listChanges(repository.directory, earlier, later, wanted)
}

async function rename(...of: Parameters<typeof compare>) {
  return (await compare(...of))?.renames
}

test('a file that was renamed and edited is found', async () => {
  expect(await rename({ 'a.c': text('a') }, { 'a.c': null, 'dir/b.c': `${text('a')}int more;\n` })).toEqual([
    { from: 'a.c', to: 'dir/b.c' },
  ])
})

test('names are taken as they are', async () => {
  const odd = ['--output=x', ':(top)a.c', '*.c', 'ä b\n.c']
  const before = Object.fromEntries(odd.map((path, index) => [path, text(`f${index}`)]))
  const after = Object.fromEntries(
    odd.flatMap((path, index) => [[path, null] as const, [`new/${path}`, text(`f${index}`)] as const]),
  )
  expect((await rename(before, after))?.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
    odd.map((path) => `${path} new/${path}`).sort(),
  )
})

test('only files that were asked for are compared', async () => {
  expect(await rename({ 'a.c': text('a') }, { 'a.c': null, 'b.c': text('a') }, ['a.c', 'c.c'])).toEqual([])
})

test('a copy is no rename, and a commit that is not there tells nothing', async () => {
  expect(await rename({ 'a.c': text('a') }, { 'b.c': text('a') })).toEqual([])
  const repository = makeRepository([{ files: { 'a.c': text('a') } }])
  const head = repository.git(['rev-parse', 'HEAD'])
  expect(await listChanges(repository.directory, '0'.repeat(40), head, ['a.c'])).toBeNull()
})

test('files that were edited, added, removed or renamed have changed, others have not', async () => {
  const before = { 'edited.c': text('a'), 'kept.c': text('b'), 'gone.c': text('c'), 'old.c': text('d') }
  const after = { 'edited.c': text('e'), 'gone.c': null, 'added.c': text('f'), 'old.c': null, 'new.c': text('d') }
  const changes = await compare(before, after)
  expect([...(changes?.changed ?? [])].sort()).toEqual(['added.c', 'edited.c', 'gone.c', 'new.c', 'old.c'])
})

test('no paths are no question, and more than a command line holds are not asked for', async () => {
  const edited = [{ 'a.c': text('a') }, { 'a.c': text('b') }] as const
  expect((await compare(...edited, []))?.changed.size).toBe(0)
  const many = Array.from({ length: 1000 }, (_unused, index) => `${'a'.repeat(600)}${index}.c`)
  expect(await compare(...edited, many)).toBeNull()
})
