import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  getMaintainerPeople,
  getMaintainerSections,
  listPaths,
  makeOracleTree,
  readAt,
} from '#scanner/testing/get-maintainer-oracle.ts'
import { detectDialect } from './detect-dialect.ts'
import { findSections } from './find-sections.ts'
import type { Maintainers } from './maintainers.ts'
import { ownPath } from './own-path.ts'
import { parseMaintainers } from './parse-maintainers.ts'

/** A git directory with a kernel; without it nothing here runs. */
const repository = process.env.PINWATCH_KERNEL ?? ''
const revision = process.env.PINWATCH_KERNEL_REV ?? 'HEAD'
const sampleSize = 60

const kernelTest = test.skipIf(repository === '')
let tree = ''
let maintainers: Maintainers
let sample: readonly string[] = []
const directories = new Set<string>()

beforeAll(async () => {
  if (repository === '') return
  tree = await mkdtemp(join(tmpdir(), 'pinwatch-maintainers-'))
  await makeOracleTree(repository, revision, tree)
  const script = await readAt(repository, revision, 'scripts/get_maintainer.pl')
  maintainers = parseMaintainers(await readAt(repository, revision, 'MAINTAINERS'), detectDialect(script))
  const paths = await listPaths(repository, revision)
  for (const path of paths) for (let at = dirname(path); at !== '.'; at = dirname(at)) directories.add(at)
  sample = paths.filter((_, at) => at % Math.ceil(paths.length / sampleSize) === 0)
}, 120_000)

afterAll(async () => {
  if (tree !== '') await rm(tree, { recursive: true, force: true })
})

kernelTest(
  'a kernel has the sections of get_maintainer.pl, in its order',
  async () => {
    for (const path of sample) {
      const matches = findSections(maintainers, path, (name) => directories.has(name))
      const depths = new Map(matches.map(({ section, depth }) => [section.title, depth]))
      const titles = await getMaintainerSections(tree, path)
      expect([...titles].sort(), path).toEqual([...depths.keys()].sort())
      // By depth, since the script puts equals in any order.
      expect(
        titles.map((title) => depths.get(title)),
        path,
      ).toEqual(matches.map(({ depth }) => depth))
    }
  },
  120_000,
)

kernelTest(
  'a kernel has the people of get_maintainer.pl',
  async () => {
    for (const path of sample) {
      const { maintainers: people } = ownPath(maintainers, path, (name) => directories.has(name))
      const expected = (await getMaintainerPeople(tree, path)).map((line) => line.replace(/^"(.*)" </, '$1 <'))
      // Sorted: sections of equal depth come in any order.
      expect(people.map(({ name, email }) => (name === '' ? email : `${name} <${email}>`)).sort(), path).toEqual(
        expected.sort(),
      )
    }
  },
  120_000,
)
