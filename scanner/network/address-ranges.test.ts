import { expect, test } from 'vitest'
import { openAddressRanges, parseAddressRange } from './address-ranges.ts'

test.each([
  '',
  'proxy',
  '10.0.0.0/33',
  '10.0.0/8',
  '::1/129',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  'fe80::1%eth0',
  '10.0.0.0/x',
])('%j is no range of addresses', (text) => expect(parseAddressRange(text)).toBeNull())

test.each([
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['11.0.0.1', false],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['fd00::1', true],
  ['fd01::1', false],
  ['fe80::1%eth0', true],
  ['', false],
  ['a name', false],
])('%j is one of them: %j', (address, isOne) => {
  const isAmong = openAddressRanges(['10.0.0.0/8', '192.0.2.7', 'fd00::/16', '[fe80::1]'])
  expect(isAmong(address)).toBe(isOne)
})
