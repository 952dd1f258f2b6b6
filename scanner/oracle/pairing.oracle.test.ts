import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { isTestCode } from '#scanner/judge/test-code.ts'
import { type Grade, grades, type SiteRow } from '#scanner/model/site.ts'
import { scanRevision } from '#scanner/run.ts'
import { comparePairs, type PairComparison } from './compare-pairs.ts'
import { hasKernel, kernel } from './kernel.ts'
import { readTruth } from './read-truth.ts'

const truth = readTruth(readFileSync(new URL('pairing-truth.tsv', import.meta.url), 'utf8'))

/** Versions of the table that the kernel's repository has, with what was found there. */
const compared: PairComparison[] = []
const unknown: { readonly version: string; readonly unknown: number; readonly acquires: number }[] = []

beforeAll(async () => {
  if (!hasKernel) return
  for (const version of new Set(truth.map((site) => site.version))) {
    const rows = await scanTag(`v${version}`)
    if (rows === null) continue
    compared.push(
      comparePairs(
        rows,
        truth.filter((site) => site.version === version),
      ),
    )
    unknown.push({ version, ...countUnknown(rows) })
  }
  report()
})

async function scanTag(rev: string): Promise<readonly SiteRow[] | null> {
  try {
    const scan = await scanRevision({
      repo: kernel.repository,
      rev,
      include: [],
      cacheHome: null,
      workerEntry: null,
    })
    scan.repository.close()
    return scan.rows
  } catch {
    console.warn(`${rev} is not in ${kernel.repository}: its part of the table is left out.`)
    return null
  }
}

/** Over all acquires outside mm/ and tests, implementations aside: exempt ones count, since they were judged. */
function countUnknown(rows: readonly SiteRow[]): { readonly unknown: number; readonly acquires: number } {
  const counted = rows.filter(
    ({ role, path, status }) =>
      role === 'acquire' && status !== 'implementation' && !path.startsWith('mm/') && !isTestCode({ path }),
  )
  return { unknown: counted.filter(({ status }) => status === 'unknown').length, acquires: counted.length }
}

function sum(count: (comparison: PairComparison) => number): number {
  return compared.reduce((total, comparison) => total + count(comparison), 0)
}

function wrongShare(wanted: readonly Grade[]): number {
  const pairs = sum(({ byGrade }) => wanted.reduce((total, grade) => total + byGrade[grade].pairs, 0))
  return sum(({ byGrade }) => wanted.reduce((total, grade) => total + byGrade[grade].wrong, 0)) / Math.max(1, pairs)
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function report(): void {
  console.log(
    [
      ...compared.flatMap(({ missed }) => missed.map((line) => `missed: ${line}`)),
      ...compared.flatMap(({ wrong }) => wrong.map((line) => `wrong: ${line}`)),
      `releases found: ${sum(({ found }) => found)} of ${sum(({ releases }) => releases)}`,
      ...grades.map((grade) => {
        const wrong = sum(({ byGrade }) => byGrade[grade].wrong)
        return `${grade}: ${wrong} of ${sum(({ byGrade }) => byGrade[grade].pairs)} pairs wrong`
      }),
      `all: ${percent(wrongShare(grades))} wrong`,
      ...unknown.map(
        ({ version, ...counts }) => `${version}: ${counts.unknown} of ${counts.acquires} acquires unknown`,
      ),
    ].join('\n'),
  )
}

/** Runs where at least one version of the table could be scanned. */
function truthTest(name: string, check: () => void): void {
  test.skipIf(!hasKernel)(name, (context) => {
    if (compared.length === 0) context.skip('the repository has none of the versions of the table')
    check()
  })
}

truthTest('every acquire of the table is a row', () => {
  expect(compared.flatMap(({ absent }) => absent)).toEqual([])
})

truthTest('most releases that were found by reading are found', () => {
  // 330 of 336 of all four kernels; four that are missed stand in 6.12, so that of it alone 134 of 138 are found
  expect(sum(({ found }) => found) / sum(({ releases }) => releases)).toBeGreaterThanOrEqual(0.97)
})

truthTest('hardly any certain pair is wrong', () => {
  expect(wrongShare(['certain'])).toBeLessThanOrEqual(0.01)
})

truthTest('few pairs of all are wrong', () => {
  expect(wrongShare(grades)).toBeLessThanOrEqual(0.05)
})

truthTest('few acquires outside mm/ and tests are left unknown', () => {
  for (const { version, ...counts } of unknown) expect(counts.unknown / counts.acquires, version).toBeLessThan(0.08)
})
