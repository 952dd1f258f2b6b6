import { expect, test } from 'vitest'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { exemptions } from './exemptions.ts'

test('every exemption names acquires of the catalogue, paths, evidence and a note', () => {
  for (const { paths, apis, evidence, note, functions } of exemptions) {
    expect(paths.length).toBeGreaterThan(0)
    expect(functions === null || functions.length > 0).toBe(true)
    expect(evidence.reference.length).toBeGreaterThan(10)
    expect(note.endsWith('.')).toBe(true)
    for (const api of apis) expect(apiByName.get(api)?.role, api).toBe('acquire')
  }
})

test('a call that pins is exempt only where nothing is pinned at all', () => {
  const pinning = exemptions.filter(({ apis }) => apis.some((api) => apiByName.get(api)?.hold === 'pin'))
  expect(new Set(pinning.map(({ reason }) => reason))).toEqual(new Set(['kernel-memory']))
})

test('the case is said exactly where the reason is one', () => {
  for (const { reason, case: ruled } of exemptions)
    expect(ruled).toBe(/^case-(\d)$/.exec(reason)?.[1] === undefined ? null : Number(reason.at(-1)))
})
