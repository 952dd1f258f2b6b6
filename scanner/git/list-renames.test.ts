import { expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { listRenames } from './list-renames.ts'

const text = (name: string) => Array.from({ length: 20 }, (_unused, index) => `int ${name}_${index};\n`).join('')

/** Renames between the only two commits, of the paths that changed unless others are given. */
async function rename(before: Record<string, string>, after: Record<string, string | null>, paths?: readonly string[]) {
  const repository = makeRepository([{ files: before }, { files: after }])
  const [earlier, later] = [repository.git(['rev-parse', 'HEAD~1']), repository.git(['rev-parse', 'HEAD'])]
  const wanted = paths ?? [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return listRenames(repository.directory, earlier, later, wanted)
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
  expect((await rename(before, after)).map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
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
  expect(await listRenames(repository.directory, '0'.repeat(40), head, ['a.c'])).toEqual([])
})
