import { type TriageVerdict, triageCases, verdictSentences } from '#scanner/model/triage/triage.ts'
import type { SiteTriage } from './triage.ts'
import { verdictWords } from './triage-words.ts'
import { TypedInput, TypedSelect, TypedTextarea } from './typed-fields.tsx'

interface TriageFieldsProps {
  /** What was said before, to be mended; `null`: nothing. */
  readonly said: SiteTriage | null
}

/** What a site is, and which case of pin_user_pages.rst. */
export function VerdictFields({ verdicts, said }: TriageFieldsProps & { readonly verdicts: readonly TriageVerdict[] }) {
  return (
    <>
      <fieldset>
        <legend>What it is</legend>
        {verdicts.map((verdict) => (
          <label key={verdict} className="people-choice">
            <TypedInput
              type="radio"
              name="verdict"
              value={verdict}
              required
              defaultChecked={said?.verdict === verdict}
            />
            <span>
              {verdictWords[verdict]} <span className="people-help">{verdictSentences[verdict]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label>
        Case of pin_user_pages.rst
        <TypedSelect name="case" defaultValue={said?.case ?? ''}>
          <option value="">none</option>
          {triageCases.map((number) => (
            <option key={number}>{number}</option>
          ))}
        </TypedSelect>
      </label>
    </>
  )
}

/** Why, shortly and at length, and the evidence. */
export function ReasonFields({ said }: TriageFieldsProps) {
  return (
    <>
      <label>
        Reason
        <TypedInput
          name="reason"
          maxLength={200}
          defaultValue={said?.reason ?? ''}
          placeholder="mmu-notifier, read-only …"
        />
      </label>
      <label>
        Why, at length
        <TypedTextarea name="text" rows={3} maxLength={5000} defaultValue={said?.text ?? ''} />
      </label>
      <label>
        Evidence
        <TypedInput name="link" type="url" defaultValue={said?.link ?? ''} placeholder="https://lore.kernel.org/r/…" />
      </label>
    </>
  )
}
