import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { beforeAll, expect, test } from 'vitest'
import type { SiteItem } from '#scanner/model/site-item.ts'
import { formatTriage } from '#scanner/model/triage/format-triage.ts'
import type { TriageEntry } from '#scanner/model/triage/triage.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'

let repo: string
beforeAll(() => {
  repo = makeRepository([{ files: smallKernel }]).directory
})

const entry: TriageEntry = {
  path: 'drivers/legacy/legacy.c',
  function: 'legacy_map',
  api: 'get_user_pages_fast',
  ordinal: 1,
  verdict: 'stays',
  case: 4,
  reason: 'struct-page',
  by: 'old@example.org',
  date: '2026-11-30',
}
const gone: TriageEntry = { ...entry, path: 'drivers/gone.c' }

function writeTriage(content: string | Buffer): string {
  const path = join(makeFolder(), 'gup.triage')
  writeFileSync(path, content)
  return path
}

const list = (triage: string, ...options: readonly string[]) =>
  runCli(['sites', '--repo', repo, '--triage', triage, '--path', 'drivers/legacy', ...options])

test('a site is printed with what was said of it, its status untouched', async () => {
  const { code, stdout, stderr } = await list(writeTriage(formatTriage([entry])), '--format', 'ndjson')
  expect(code, stderr).toBe(0)
  const items = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SiteItem)
  expect(items.find(({ api }) => api === 'get_user_pages_fast')).toMatchObject({
    status: 'unconverted',
    case: null,
    triage: { verdict: 'stays', case: 4, reason: 'struct-page', by: 'old@example.org', date: '2026-11-30' },
    claims: [],
    appeared: null,
  })
  expect(items.filter(({ triage }) => triage !== null)).toHaveLength(1)
})

test('a judgement of a site that went is said', async () => {
  const { stderr } = await list(writeTriage(formatTriage([entry, gone])))
  expect(stderr).toMatch(
    /1 judgement of the triage file is of sites that are not in this revision: drivers\/gone\.c legacy_map/,
  )
})

test('a table and a spreadsheet show it', async () => {
  const path = writeTriage(formatTriage([entry]))
  expect((await list(path)).stdout).toMatch(/legacy_map.*# stays, case 4 \(struct-page\) by old@example\.org/)
  const [header, ...lines] = (await list(path, '--format', 'csv')).stdout.trimEnd().split('\n')
  expect(header).toMatch(/,triage_verdict,triage_case,triage_reason,triage_text,triage_link,triage_by,triage_date$/)
  expect(lines.filter((line) => line.endsWith(',stays,4,struct-page,,,old@example.org,2026-11-30'))).toHaveLength(1)
})

test('code scanning is told that a site stays, and why', async () => {
  const { stdout } = await list(writeTriage(formatTriage([entry])), '--format', 'sarif')
  const results = (JSON.parse(stdout) as Log).runs[0]?.results ?? []
  expect(results.map(({ suppressions }) => suppressions?.length)).toEqual([1, ...results.slice(1).map(() => 0)])
  expect(results[0]?.suppressions?.[0]).toMatchObject({
    kind: 'external',
    status: 'accepted',
    justification: 'stays: struct-page (old@example.org, 2026-11-30)',
  })
})

test.each([
  [
    'broken lines',
    `${formatTriage([entry])}{}\nx\n`,
    /nothing of this file was applied\. Mend:\n {2}line 3: .*\n {2}line 4: this is not JSON/,
  ],
  ['bytes that are not UTF-8', Buffer.from('{"pinwatch-triage":1}\n\xff\n', 'latin1'), /line 2: this is not UTF-8/],
])('%s are named, and nothing is printed', async (_what, content, message) => {
  const { code, stdout, stderr } = await list(writeTriage(content))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
})

test('a file that is not there is named', async () => {
  const { code, stderr } = await list('/nonexistent/gup.triage')
  expect(code).toBe(2)
  expect(stderr).toMatch(/--triage \/nonexistent\/gup\.triage: no such file/)
})
