import { expect, test } from 'vitest'
import { formatFixes } from './format-fixes.ts'

const commit = '54a4f0239f2e98bb0b6b5b0dd20c0d1b45ce4c52'

test('the line is the one that submitting-patches.rst gives as its example', () => {
  const subject = 'KVM: MMU: make kvm_mmu_zap_page() return the number of pages it actually freed'
  expect(formatFixes(commit, subject)).toBe(
    'Fixes: 54a4f0239f2e ("KVM: MMU: make kvm_mmu_zap_page() return the number of pages it actually freed")',
  )
})

test('quotes and brackets in a subject stay as git writes them', () => {
  expect(formatFixes(commit, 'Revert "mm: pin (all) pages"')).toBe(
    'Fixes: 54a4f0239f2e ("Revert "mm: pin (all) pages"")',
  )
})

test('a subject of 500 characters is neither cut nor wrapped', () => {
  const subject = `mm: ${'pin '.repeat(124)}`.trim()
  expect(formatFixes(commit, subject)).toBe(`Fixes: 54a4f0239f2e ("${subject}")`)
})

test.each([
  ['a line break', 'mm: pin\npages'],
  ['a carriage return', 'mm: pin\r\n pages'],
  ['an escape sequence', 'mm: pin \u001b pages'],
  ['a separator of lines', 'mm: pin\u2028pages'],
  ['a tab', 'mm: pin\tpages'],
])('%s in a subject becomes one blank', (_, subject) => {
  expect(formatFixes(commit, subject)).toBe('Fixes: 54a4f0239f2e ("mm: pin pages")')
})

test('letters of other scripts stay, also those outside the basic plane', () => {
  expect(formatFixes(commit, 'mm: Grüße 🐧 с любовью')).toBe('Fixes: 54a4f0239f2e ("mm: Grüße 🐧 с любовью")')
})
