import type { TriageVerdict } from '#scanner/model/triage/triage.ts'

/** What a verdict is called in a list; sentences stand in the model. */
export const verdictWords: Readonly<Record<TriageVerdict, string>> = {
  stays: 'stays by design',
  blocked: 'blocked',
  'not-gup': 'not a gup site',
  'wrong-pair': 'wrong pair',
  'dual-mode': 'dual mode confirmed',
  case: 'case',
}
