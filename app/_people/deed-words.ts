import type { Deed } from '#app/_people/queries/list-deeds.ts'
import { triageVerdicts } from '#scanner/model/triage/triage.ts'
import { verdictWords } from './triage-words.ts'

/** What was done, as the rest of a sentence that begins with who did it: `assigned it to A, due 2027-01-31`. */
export function describeDeed(deed: Pick<Deed, 'action' | 'actor' | 'person' | 'before' | 'after'>): string {
  const { action, actor, person } = deed
  const [before, after] = [fieldsOf(deed.before), fieldsOf(deed.after)]
  const whose = person === null ? 'a claim' : person === actor ? 'their claim' : `the claim of ${person}`
  switch (action) {
    case 'claim.made': {
      const done = person === null || person === actor ? 'claimed it' : `assigned it to ${person}`
      return `${done}${textOf(after.due, ', due ')}${textOf(after.note, ': ')}`
    }
    case 'claim.changed':
      return after.state === 'posted' && before.state !== 'posted'
        ? `posted a conversion${textOf(after.link, ': ')}`
        : `changed ${whose}${listChanges(before, after, ['state', 'due', 'link', 'note'])}`
    case 'claim.withdrawn':
      return `gave back ${whose}`
    case 'claim.undone':
      return `took back ${whose}`
    case 'claim.expired':
      return `ended ${whose}, which had no news`
    case 'claim.done':
      return `saw it converted, which ends ${whose}${textOf(shorten(after.commit), ': ')}`
    case 'triage.decided':
    case 'triage.proposed': {
      const verb = action === 'triage.decided' ? 'decided' : 'proposed'
      const was = verdictOf(before)
      return `${verb}: ${verdictOf(after) ?? 'a judgement'}${textOf(after.reason, ', ')}${was === null ? '' : ` (before: ${was})`}`
    }
    case 'triage.prioritized':
      return `set its priority to ${said(after.priority)}${textOf(before.priority, ', from ')}`
    case 'triage.undone':
      if ('priority' in before) return `took back its priority ${said(before.priority)}`
      return `took back a judgement: ${verdictOf(before) ?? 'unknown'}${textOf(verdictOf(after), ', which leaves ')}`
    case 'triage.withdrawn':
      return 'took back what was said of it'
    case 'note.written':
      return 'wrote a note'
    default:
      return action
  }
}

type Fields = Readonly<Record<string, unknown>>

/** Entries of a version to come may have anything. */
const fieldsOf = (value: Deed['before']): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

const textOf = (value: unknown, before: string): string =>
  typeof value === 'string' && value !== '' ? `${before}${value}` : ''

const shorten = (commit: unknown): unknown => (typeof commit === 'string' ? commit.slice(0, 12) : commit)

function verdictOf(fields: Fields): string | null {
  const verdict = triageVerdicts.find((one) => one === fields.verdict)
  if (verdict === undefined) return null
  return `${verdictWords[verdict]}${typeof fields.caseNumber === 'number' ? ` ${fields.caseNumber}` : ''}`
}

function listChanges(before: Fields, after: Fields, names: readonly string[]): string {
  const changed = names.flatMap((name) =>
    (before[name] ?? null) === (after[name] ?? null) ? [] : [`${name} ${said(before[name])} → ${said(after[name])}`],
  )
  return changed.length === 0 ? '' : `: ${changed.join(', ')}`
}

const said = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : 'none')
