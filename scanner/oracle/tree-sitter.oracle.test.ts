import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, expect } from 'vitest'
import { rowApis } from '#scanner/model/catalogue/index.ts'
import { excludedDirectories } from '#scanner/model/selection.ts'
import { sizeBytesMax } from '#scanner/run/read-blobs.ts'
import type { Scan } from '#scanner/run.ts'
import { sample } from '#scanner/testing/long-run.ts'
import { openTreeSitter } from '#scanner/testing/tree-sitter-oracle.ts'
import { compareFile, type Difference, type RowPlace } from './compare-file.ts'
import { hasKernel, kernel, kernelTest } from './kernel.ts'
import { scanKernel } from './scan-kernel.ts'

let scan: Scan
const differences: Difference[] = []
let agreed = 0

beforeAll(async () => {
  if (!hasKernel) return
  scan = await scanKernel(kernel.revision)
  const rowsOf = new Map<string, RowPlace[]>(scan.tree.files.map(({ path }) => [path, []]))
  for (const row of scan.rows) rowsOf.get(row.path)?.push(row)
  const treeSitter = await openTreeSitter()
  let inText = 0
  const files = sample(scan.tree.files)
  for (const { path, oid } of files) {
    const blob = await scan.repository.objects.read(oid)
    if (blob === null) throw new Error(`${path}: the repository lost ${oid}`)
    const comparison = compareFile(treeSitter, path, blob.content, rowsOf.get(path) ?? [])
    differences.push(...comparison.differences)
    agreed += comparison.agreed
    inText += comparison.inText
  }
  treeSitter.close()
  scan.repository.close()
  report(files.length, inText)
})

function report(files: number, inText: number): void {
  const lines = differences.map(({ kind, place, rule }) => `${kind}: ${place}: ${rule ?? 'UNEXPLAINED'}`)
  const byRule = new Map<string, number>()
  for (const { kind, rule } of differences) {
    const key = `${kind}: ${rule ?? 'UNEXPLAINED'}`
    byRule.set(key, (byRule.get(key) ?? 0) + 1)
  }
  const counts = [...byRule].sort().map(([key, count]) => `${String(count).padStart(6)}  ${key}`)
  console.log(
    [
      ...lines,
      `${kernel.revision}: ${files} of ${scan.tree.files.length} files, ${agreed} of ${scan.rows.length} rows are calls to tree-sitter; ${inText} names in comments and strings`,
      ...counts,
    ].join('\n'),
  )
}

/** The unexplained differences of a kind; that there was anything to compare is checked first. */
function listUnexplained(kind: Difference['kind']): readonly string[] {
  expect(agreed).toBeGreaterThan(0)
  return differences.filter((it) => it.kind === kind && it.rule === null).map(({ place }) => place)
}

kernelTest('every direct call that tree-sitter sees, and every other mention with a parenthesis, is a row', () => {
  expect(listUnexplained('missing')).toEqual([])
})

kernelTest('every row is a call to tree-sitter', () => {
  expect(listUnexplained('extra')).toEqual([])
})

kernelTest('every row stands in the function that tree-sitter names', () => {
  expect(listUnexplained('name')).toEqual([])
})

kernelTest('every file in which git finds the name of an API is read', async () => {
  const read = new Set(scan.tree.files.map(({ path }) => path))
  const left: string[] = []
  for (const path of await grepNames()) {
    if (!read.has(path) && (await sizeOf(path)) <= sizeBytesMax) left.push(path)
  }
  expect(left).toEqual([])
})

const run = promisify(execFile)

async function git(options: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['--git-dir', kernel.repository, ...options], { maxBuffer: 2 ** 26 })
  return stdout
}

/** Files with the name of an API as a whole word. */
async function grepNames(): Promise<readonly string[]> {
  const names = rowApis.flatMap(({ name }) => ['-e', name])
  const excluded = excludedDirectories.map((directory) => `:(exclude)${directory}`)
  const found = await git(['grep', '-lzwF', ...names, kernel.revision, '--', '*.c', '*.h', ...excluded])
  return found
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => line.slice(kernel.revision.length + 1))
}

async function sizeOf(path: string): Promise<number> {
  return Number(await git(['cat-file', '-s', `${kernel.revision}:${path}`]))
}
