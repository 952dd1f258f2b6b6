import { expect, test } from 'vitest'
import { describeDeed } from './deed-words.ts'

const check = (deed: Partial<Parameters<typeof describeDeed>[0]> & { readonly action: string }, expected: string) =>
  expect(describeDeed({ actor: 'A', person: 'A', before: null, after: null, ...deed })).toBe(expected)

test('a claim is for oneself or assigned, with what is said of it', () => {
  check({ action: 'claim.made', after: { person: 1, note: null, due: null } }, 'claimed it')
  check(
    { action: 'claim.made', person: 'B', after: { note: 'soon', due: '2027-01-31' } },
    'assigned it to B, due 2027-01-31: soon',
  )
})

test('a claim is posted, changed, given back, taken back, expires and is done', () => {
  const link = 'https://lore.kernel.org/r/1'
  check(
    { action: 'claim.changed', before: { state: 'claimed' }, after: { state: 'posted', link } },
    `posted a conversion: ${link}`,
  )
  check(
    {
      action: 'claim.changed',
      before: { state: 'posted', due: null, note: 'x' },
      after: { state: 'posted', due: '2027-01-31' },
    },
    'changed their claim: due none → 2027-01-31, note x → none',
  )
  check({ action: 'claim.withdrawn', person: 'B' }, 'gave back the claim of B')
  check({ action: 'claim.undone', person: 'B' }, 'took back the claim of B')
  check({ action: 'claim.expired', actor: null, person: 'B' }, 'ended the claim of B, which had no news')
  check(
    { action: 'claim.done', actor: null, person: 'B', after: { commit: 'a'.repeat(40) } },
    'saw it converted, which ends the claim of B: aaaaaaaaaaaa',
  )
})

test('a judgement says what it was before', () => {
  check(
    {
      action: 'triage.decided',
      before: { verdict: 'blocked' },
      after: { verdict: 'case', caseNumber: 3, reason: 'mmu' },
    },
    'decided: case 3, mmu (before: blocked)',
  )
  check(
    { action: 'triage.undone', before: { verdict: 'stays' }, after: { verdict: 'blocked' } },
    'took back a judgement: stays by design, which leaves blocked',
  )
  check({ action: 'triage.proposed', after: { verdict: 'stays' } }, 'proposed: stays by design')
  check({ action: 'triage.withdrawn', before: [{ verdict: 'stays' }] }, 'took back what was said of it')
})

test('a priority says what it was before', () => {
  check({ action: 'triage.prioritized', after: { priority: 'high' } }, 'set its priority to high')
  check(
    { action: 'triage.prioritized', before: { priority: 'high' }, after: { priority: 'normal' } },
    'set its priority to normal, from high',
  )
  check({ action: 'triage.undone', before: { priority: 'low' } }, 'took back its priority low')
})

test('an entry of a version to come is told by its name', () =>
  check({ action: 'claim.split', after: 7 }, 'claim.split'))
