import { expect, test } from 'vitest'
import { matchTriage } from './match-triage.ts'
import type { SiteAddress, TriageEntry } from './triage.ts'

const site: SiteAddress = { path: 'a.c', function: 'map', api: 'get_user_pages', ordinal: 1 }
const said = { verdict: 'stays', by: 'Old Hand', date: '2026-11-30' } as const
const entry: TriageEntry = { ...site, ...said }

test('a judgement finds its site by all four keys', () => {
  const sites = [site, { ...site, ordinal: 2 }, { ...site, api: 'put_page' }, { ...site, function: null }]
  expect(matchTriage(sites, [entry])).toEqual({ triages: [said, null, null, null], unmatched: [] })
})

test('a judgement of a site that went is told apart', () => {
  const gone = { ...entry, path: 'b.c' }
  expect(matchTriage([site], [gone, entry])).toEqual({ triages: [said], unmatched: [gone] })
})

test('a site outside any function is not one in a function named null', () => {
  expect(matchTriage([{ ...site, function: null }], [{ ...entry, function: 'null' }]).triages).toEqual([null])
})
