import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { detectDialect } from '#scanner/own/detect-dialect.ts'
import { findSections } from '#scanner/own/find-sections.ts'
import type { Maintainers } from '#scanner/own/maintainers.ts'
import { ownPath } from '#scanner/own/own-path.ts'
import { parseMaintainers } from '#scanner/own/parse-maintainers.ts'
import {
  getMaintainerPeople,
  getMaintainerSections,
  listPaths,
  makeOracleTree,
  readAt,
} from '#scanner/testing/get-maintainer-oracle.ts'
import { sample } from '#scanner/testing/long-run.ts'
import { hasKernel, kernel, kernelTest } from './kernel.ts'
import { scanKernel } from './scan-kernel.ts'

/** The script takes half a second a path, so that people are compared for fewer than sections. */
const processes = 2
const peopleSample = 60

let tree = ''
let maintainers: Maintainers
/** Files with a row. */
let paths: readonly string[] = []
const directories = new Set<string>()
const isDirectory = (path: string) => directories.has(path)

beforeAll(async () => {
  if (!hasKernel) return
  const { repository: repo, revision: rev } = kernel
  tree = await mkdtemp(join(tmpdir(), 'pinwatch-maintainers-'))
  await makeOracleTree(repo, rev, tree)
  const script = await readAt(repo, rev, 'scripts/get_maintainer.pl')
  maintainers = parseMaintainers(await readAt(repo, rev, 'MAINTAINERS'), detectDialect(script))
  for (const path of await listPaths(repo, rev)) {
    for (let at = dirname(path); at !== '.' && !directories.has(at); at = dirname(at)) directories.add(at)
  }
  const scan = await scanKernel(rev)
  scan.repository.close()
  paths = sample([...new Set(scan.rows.map(({ path }) => path))])
})

afterAll(async () => {
  if (tree !== '') await rm(tree, { recursive: true, force: true })
})

kernelTest('files with a row have the sections of get_maintainer.pl, in its order', async () => {
  expect(paths.length).toBeGreaterThan(0)
  const differences = await listDifferences(paths, async (path) => {
    const ours = findSections(maintainers, path, isDirectory).map(({ section, depth }) => ({
      title: section.title,
      depth,
    }))
    const theirs = await getMaintainerSections(tree, path)
    return sameSections(ours, theirs) ? null : `ours ${show(ours.map(({ title }) => title))}, theirs ${show(theirs)}`
  })
  expect(differences).toEqual([])
})

kernelTest('some of them have the people of get_maintainer.pl', async () => {
  const some = paths.filter((_, at) => at % Math.ceil(paths.length / peopleSample) === 0)
  expect(some.length).toBeGreaterThan(0)
  const differences = await listDifferences(some, async (path) => {
    const ours = ownPath(maintainers, path, isDirectory)
      .maintainers.map(({ name, email }) => (name === '' ? email : `${name} <${email}>`))
      .sort()
    // sorted: sections of equal depth come in any order
    const theirs = (await getMaintainerPeople(tree, path)).map((line) => line.replace(/^"(.*)" </, '$1 <')).sort()
    return show(ours) === show(theirs) ? null : `ours ${show(ours)}, theirs ${show(theirs)}`
  })
  expect(differences).toEqual([])
})

/** The same sections, and as deep in the same order: the script puts sections of equal depth in any order. */
function sameSections(
  ours: readonly { readonly title: string; readonly depth: number }[],
  theirs: readonly string[],
): boolean {
  const depthOf = new Map(ours.map(({ title, depth }) => [title, depth]))
  const sorted = (titles: readonly string[]) => show([...titles].sort())
  if (sorted(ours.map(({ title }) => title)) !== sorted(theirs)) return false
  return theirs.every((title, at) => depthOf.get(title) === ours[at]?.depth)
}

function show(items: readonly string[]): string {
  return JSON.stringify(items)
}

/** Compares paths, as many at a time as there are processes for; prints every difference, and how many paths it saw. */
async function listDifferences(
  wanted: readonly string[],
  compare: (path: string) => Promise<string | null>,
): Promise<readonly string[]> {
  const differences: string[] = []
  const queue = wanted.values()
  const work = async () => {
    for (const path of queue) {
      const difference = await compare(path)
      if (difference !== null) differences.push(`${path}: ${difference}`)
    }
  }
  await Promise.all(Array.from({ length: processes }, work))
  console.log([...differences, `${kernel.revision}: ${wanted.length} paths, ${differences.length} differ`].join('\n'))
  return differences
}
