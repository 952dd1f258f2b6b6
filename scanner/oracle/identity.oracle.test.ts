import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { runGit } from '#scanner/git/spawn-git.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { identifySites } from '#scanner/run/identify-sites.ts'
import type { Scan } from '#scanner/run.ts'
import { hasKernel, kernel, kernelTest } from './kernel.ts'
import { type Place, readIdentities } from './read-identities.ts'
import { scanKernel } from './scan-kernel.ts'

const truth = readIdentities(readFileSync(new URL('identity-truth.tsv', import.meta.url), 'utf8'))

async function scan(rev: string): Promise<Scan> {
  const scanned = await scanKernel(rev)
  scanned.repository.close()
  return scanned
}

async function hasTag(version: string): Promise<boolean> {
  const { code } = await runGit(kernel.repository, [
    'rev-parse',
    '--quiet',
    '--verify',
    `refs/tags/v${version}^{commit}`,
  ])
  return code === 0
}

const placeOf = ({ path, function: inside, api, ordinal }: Place) => `${path} ${inside} ${api}#${ordinal}`

/** Where each site of the earlier revision stands in the later one, by place. */
async function follow(earlier: Scan, later: Scan): Promise<ReadonlyMap<string, string>> {
  const known = earlier.rows.map((row) => ({ ...row, key: row.id }))
  const keys = await identifySites({
    directory: kernel.repository,
    earlierCommit: earlier.commit.oid,
    laterCommit: later.commit.oid,
    earlier: known,
    rows: later.rows,
  })
  expect(new Set(keys).size).toBe(later.rows.length)
  const placeByKey = new Map(later.rows.map((row, index) => [keys[index] ?? '', placeOf(row)]))
  return new Map(known.flatMap((site) => [[placeOf(site), placeByKey.get(site.key) ?? 'gone'] as const]))
}

kernelTest('every site of a revision is itself in that revision', async () => {
  const one = await scan(kernel.revision)
  for (const [from, to] of await follow(one, one)) expect(to).toBe(from)
})

// tests of versions that the repository lacks are not made: a kernel of one version has nothing to compare
const steps = hasKernel ? await listSteps() : []

async function listSteps() {
  const all = [...groupBy(truth, ({ earlier, later }) => `${earlier} ${later}`).values()]
  const there = await Promise.all(
    all.map(async ([first]) => first !== undefined && (await hasTag(first.earlier)) && (await hasTag(first.later))),
  )
  return all.filter((_unused, index) => there[index])
}

describe.each(steps.map((sites) => [`v${sites[0]?.earlier}`, `v${sites[0]?.later}`, sites] as const))(
  '%s to %s, as read by hand',
  (earlier, later, sites) => {
    let found: ReadonlyMap<string, string> = new Map()
    beforeAll(async () => {
      found = await follow(await scan(earlier), await scan(later))
    })
    const told = sites.map(({ from, to }) => [placeOf(from), to === null ? 'gone' : placeOf(to)] as const)

    test('at least 97 % of sites are found where they are', () => {
      const wrong = told.filter(([from, to]) => found.get(from) !== to)
      console.log(
        [
          ...wrong.map(([from, to]) => `${from}: ${to}, found ${found.get(from)}`),
          `${wrong.length} of ${told.length} wrong`,
        ].join('\n'),
      )
      expect(1 - wrong.length / told.length).toBeGreaterThanOrEqual(0.97)
    })

    test('no two are swapped', () => {
      const rightful = new Map(told.map(([from, to]) => [to, from]))
      const swapped = told.filter(([from, to]) => {
        const taken = found.get(from) ?? 'gone'
        const owner = rightful.get(taken)
        return to !== 'gone' && taken !== 'gone' && taken !== to && owner !== undefined && found.get(owner) === to
      })
      expect(swapped).toEqual([])
    })
  },
)
