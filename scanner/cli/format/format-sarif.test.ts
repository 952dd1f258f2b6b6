import type { Log, Result, Run } from 'sarif'
import { describe, expect, test } from 'vitest'
import { findingSentences, findings, reasonSentences, type SiteRow } from '#scanner/model/site.ts'
import { formatSarif } from './format-sarif.ts'
import { samplePair, sampleRow, sampleRows } from './sample-rows.ts'

const runOf = (rows: readonly SiteRow[]): Run => {
  const { runs } = JSON.parse(formatSarif(rows, { version: '0.1.0', commit: 'c0ffee' })) as Log
  const [run] = runs
  if (run === undefined) throw new Error('The log has no run.')
  return run
}
const resultsOf = (fields: Partial<SiteRow>): readonly Result[] => runOf([sampleRow(fields)]).results ?? []

test('the log names version, tool and commit', () => {
  const log = JSON.parse(formatSarif([], { version: '0.1.0', commit: 'c0ffee' })) as Log
  expect(log.version).toBe('2.1.0')
  expect(log.runs[0]?.tool.driver).toMatchObject({ name: 'Pinwatch', version: '0.1.0' })
  expect(log.runs[0]?.properties).toEqual({ commit: 'c0ffee' })
  expect(log.runs[0]?.results).toEqual([])
})

test('there is a rule for each status that asks for action and for each finding, in every log', () => {
  expect(runOf([]).tool.driver.rules?.map((rule) => rule.id)).toEqual([
    'mismatched',
    'unconverted',
    'unknown',
    ...findings,
  ])
})

test.each([
  ['mismatched', 'error'],
  ['unconverted', 'warning'],
  ['unknown', 'note'],
] as const)('%s is reported with level %s', (status, level) => {
  expect(resultsOf({ status })).toMatchObject([{ ruleId: status, level }])
})

test.each(['converted', 'exempt', 'wrapper', 'implementation', 'no-reference', 'unrelated'] as const)(
  'a site that is %s is no result, but its findings are',
  (status) => {
    expect(resultsOf({ status })).toEqual([])
    expect(resultsOf({ status, findings: ['bool-flags'] })).toMatchObject([{ ruleId: 'bool-flags', level: 'note' }])
  },
)

test('every result points at its own rule', () => {
  const { results = [], tool } = runOf(sampleRows())
  expect(results.length).toBeGreaterThan(5)
  for (const { ruleId, ruleIndex = -1 } of results) expect(tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId)
})

describe('an unconverted site', () => {
  const [result] = resultsOf({
    status: 'unconverted',
    reason: 'legacy-acquire',
    target: 'pin_user_pages_fast',
    findings: ['dirty-unlocked'],
    pairs: [samplePair({ path: 'a b/c#.c', function: null, api: 'put_page', grade: 'likely' })],
  })

  test('says what is wrong and what to call instead', () => {
    expect(result?.message.text).toBe(
      `pin_user_pages_fast() in ib_umem_get: ${reasonSentences['legacy-acquire']} Convert to pin_user_pages_fast().`,
    )
  })

  test('marks the name of the call, in a file relative to the source root', () => {
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'drivers/infiniband/core/umem.c', uriBaseId: '%SRCROOT%' },
      region: { startLine: 213, startColumn: 12, endColumn: 31 },
    })
  })

  test('keeps its identity through line shifts by the id of the site', () => {
    expect(result?.partialFingerprints).toEqual({ 'pinwatchSite/v1': '00112233445566aa' })
  })

  test('leads to the other ends of its pairs, by an URI that is valid', () => {
    expect(result?.relatedLocations).toEqual([
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'a%20b/c%23.c', uriBaseId: '%SRCROOT%' },
          region: { startLine: 63 },
        },
        message: { text: 'put_page(), likely pair by the rule same-function.' },
      },
    ])
  })
})

test('a finding says its sentence', () => {
  const [result] = resultsOf({ findings: ['longterm-missing'], function: null })
  expect(result?.message.text).toBe(`pin_user_pages_fast(): ${findingSentences['longterm-missing']}`)
})

test('the same rows give the same bytes', () => {
  const options = { version: '0.1.0', commit: null }
  expect(formatSarif(sampleRows(), options)).toBe(formatSarif(sampleRows(), options))
})
