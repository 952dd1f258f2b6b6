import type { TreeContext } from '#app/_data/open-tree.ts'
import { prioritizeFromList, triageFromList } from '#app/_people/actions/list-acts.ts'
import { triageVerdicts } from '#scanner/model/triage/triage.ts'
import { ActForm } from './act-form.tsx'
import { ChosenSites } from './chosen-sites.tsx'
import { PriorityForm } from './priority-form.tsx'
import { readChoice } from './read-choice.ts'
import { ReasonFields, VerdictFields } from './triage-fields.tsx'
import { undoMinutesMax } from './undo-minutes.ts'
import './people.css'

/** Which pair is wrong differs from site to site. */
const verdicts = triageVerdicts.filter((verdict) => verdict !== 'wrong-pair')

/** Says the same of what was ticked in a list, or of all that fits its filter: both stand in the address. */
export async function BulkTriage({ context }: { readonly context: TreeContext }) {
  const choice = await readChoice(context)
  const { place, said } = choice
  return (
    <>
      <p className="mb-4">
        {said} It stands in place of what was said of them before, and can be undone for {undoMinutesMax} minutes. Who
        may not decide for every one of them proposes.
      </p>
      <ChosenSites context={context} choice={choice} />
      <ActForm act={triageFromList.bind(null, place)} submit="Judge" label="Judge" className="form people-form">
        <VerdictFields verdicts={verdicts} said={null} />
        <ReasonFields said={null} />
      </ActForm>
      <h2 className="mt-8 mb-2">Or how soon</h2>
      <p className="mb-2">For who may decide for every one of them. What else is said of them stays.</p>
      <PriorityForm act={prioritizeFromList.bind(null, place)} chosen="high" />
    </>
  )
}
