import { expect, test } from 'vitest'
import { apiByName, catalogue, observedHelpers, prefilterNames, rowApis } from './catalogue/index.ts'

test('every name stands once, and no helper is an API', () => {
  expect(apiByName.size).toBe(catalogue.length)
  expect(observedHelpers.filter((name) => apiByName.has(name))).toEqual([])
})

test('partners and targets are functions of the catalogue, of the right role', () => {
  for (const { name, role, partners, targets } of catalogue) {
    for (const partner of partners) expect(apiByName.get(partner)?.role, `${name} with ${partner}`).not.toBe(role)
    for (const partner of partners) expect(apiByName.has(partner), `${name} with ${partner}`).toBe(true)
    for (const target of targets) expect(apiByName.get(target)?.role, `${name} to ${target}`).toBe(role)
  }
})

test('partners name each other', () => {
  for (const { name, partners } of catalogue) {
    for (const partner of partners) expect(apiByName.get(partner)?.partners, `${partner} with ${name}`).toContain(name)
  }
})

test('what is converted to pins, or was the placeholder of 2019', () => {
  for (const { targets } of catalogue) {
    for (const target of targets) expect(['pin', 'placeholder']).toContain(apiByName.get(target)?.hold)
  }
})

test('names that were only proposed, flags, queries and helpers are left out', () => {
  for (const name of [
    'vaddr_pin_pages',
    'get_user_bvec',
    'pin_longterm_pages',
    'pin_user_page',
    'put_user_page_dirty',
    'unpin_user_folio_dirty_range',
    'FOLL_PIN',
    'page_maybe_dma_pinned',
    'follow_pfn',
    'hmm_range_fault',
    '__get_user_pages',
    'bio_set_pages_dirty',
    'iov_iter_extract_will_pin',
  ]) {
    expect(prefilterNames).not.toContain(name)
  }
})

test('the rows are the functions of every kernel from 2018 on, and older ones that drivers carry, of each role', () => {
  const count = (role: string) => rowApis.filter((api) => api.role === role).length
  expect({ acquire: count('acquire'), release: count('release') }).toMatchInlineSnapshot(`
    {
      "acquire": 38,
      "release": 26,
    }
  `)
})

test('windows are versions in order', () => {
  const number = (version: string) =>
    version.split('.').reduce((sum, part, index) => sum + Number(part) / 1000 ** index, 0)
  for (const { name, window } of catalogue) {
    for (const version of [window.since, window.until])
      if (version !== null) expect(version, name).toMatch(/^\d+\.\d+(?:\.\d+)?$/)
    if (window.since !== null && window.until !== null)
      expect(number(window.since), name).toBeLessThanOrEqual(number(window.until))
  }
})
