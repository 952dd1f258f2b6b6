import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { openRepository, type Repository } from './open-repository.ts'
import { readPath } from './read-path.ts'

let made: TestRepository
let repository: Repository
let tree: string

beforeAll(async () => {
  const files = { 'drivers/a b.c': 'int a;\n', 'drivers/lost/x.c': 'int x;\n', MAINTAINERS: 'lost\n' }
  // bare: git has no work tree that `./x` could be relative to
  made = makeRepository([{ files }], { bare: true })
  tree = made.git(['rev-parse', 'main^{tree}'])
  for (const name of ['MAINTAINERS', 'drivers/lost']) {
    const oid = made.git(['rev-parse', `main:${name}`])
    rmSync(join(made.directory, 'objects', oid.slice(0, 2), oid.slice(2)))
  }
  repository = await openRepository(made.directory)
})
afterAll(() => repository.close())

test('a file and a directory are what they are', async () => {
  expect((await readPath(repository.objects, tree, 'drivers/a b.c'))?.content.toString()).toBe('int a;\n')
  expect((await readPath(repository.objects, tree, 'drivers'))?.type).toBe('tree')
})

test.each(['no/such', 'drivers/no', 'drivers/a b.c/below', './drivers', '../x', '.', '..', 'a\nb', 'a\0b', '/drivers'])(
  '%j is nothing',
  async (path) => {
    expect(await readPath(repository.objects, tree, path)).toBeNull()
  },
)

test.each(['MAINTAINERS', 'drivers/lost', 'drivers/lost/x.c'])(
  '%s is named but lost: that is no absence',
  async (path) => {
    await expect(readPath(repository.objects, tree, path)).rejects.toMatchObject({
      code: 'missing-object',
      message: expect.stringContaining(path),
    })
  },
)
