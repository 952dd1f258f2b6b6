import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterParams, parseSiteFilter } from '#app/_data/site-filter.ts'
import { claimFromList, type ListPlace, undoHere } from '#app/_people/actions/list-acts.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { getBatch } from '#app/_people/queries/get-batch.ts'
import { getPriorityBatch } from '#app/_people/queries/get-priority-batch.ts'
import { getTriageBatch } from '#app/_people/queries/get-triage-batch.ts'
import { listSuggestedPeople } from '#app/_people/queries/list-suggested-people.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { formatCount } from '#app/_web/format.ts'
import { claimPath, judgePath } from '#app/_web/routes.ts'
import { ActForm } from './act-form.tsx'
import { ChosenSites } from './chosen-sites.tsx'
import { may } from './permissions.ts'
import { PersonField } from './person-field.tsx'
import { readChoice } from './read-choice.ts'
import { isReadOnly } from './sign-in-settings.ts'
import { verdictWords } from './triage-words.ts'
import { TypedInput } from './typed-fields.tsx'
import { undoMinutesMax } from './undo-minutes.ts'

/** For the form that lines of a list are ticked in: leads to the page where they are claimed. Nothing for who may not. */
export async function ClaimChosenButton({ context: { tree } }: { readonly context: TreeContext }) {
  const actor = isReadOnly(process.env) ? null : await currentActor()
  if (actor === null || !may(actor.role, 'claim for oneself')) return null
  return (
    <button type="submit" formAction={claimPath(tree.slug, { rev: null })} className="button button-small">
      Claim or assign …
    </button>
  )
}

/** The same, to the page where one thing is said of all of them. */
export async function JudgeChosenButton({ context: { tree } }: { readonly context: TreeContext }) {
  const actor = isReadOnly(process.env) ? null : await currentActor()
  if (actor === null || !may(actor.role, 'propose triage')) return null
  return (
    <button type="submit" formAction={judgePath(tree.slug, { rev: null })} className="button button-small">
      Judge …
    </button>
  )
}

/** Claims or assigns what was ticked in a list, or all that fits its filter: both stand in the address. */
export async function BulkClaim({ context }: { readonly context: TreeContext }) {
  const choice = await readChoice(context)
  const { place, said, siteIds } = choice
  const people = await listSuggestedPeople(getDatabase(), context.revision, siteIds)
  return (
    <>
      <p className="mb-4">
        {said} What is claimed are acquires, each with its releases: they have to change together. It can be undone for{' '}
        {undoMinutesMax} minutes.
      </p>
      <ChosenSites context={context} choice={choice} />
      <ActForm
        act={claimFromList.bind(null, place)}
        submit="Claim"
        label="Claim or assign"
        className="form people-form"
      >
        <PersonField people={people} />
        <label>
          Note
          <TypedInput name="note" maxLength={2000} placeholder="what others should know" />
        </label>
        <label>
          Due
          <TypedInput name="due" type="date" />
        </label>
      </ActForm>
    </>
  )
}

/** Says what was claimed or judged a moment ago, and undoes it. */
export async function BulkOutcome({ context }: { readonly context: TreeContext }) {
  const { tree, rev, params } = context
  const batch = params.get('batch')
  const actor = batch === null ? null : await currentActor()
  if (batch === null || actor === null || !/^[\da-f-]{36}$/.test(batch)) return null
  const [claimed, judged, prioritized] = await Promise.all([
    getBatch(getDatabase(), actor.participantId, batch),
    getTriageBatch(getDatabase(), actor.participantId, batch),
    getPriorityBatch(getDatabase(), actor.participantId, batch),
  ])
  if (claimed === null && judged === null && prioritized === null) return null
  const { filter } = parseSiteFilter(params)
  const place: ListPlace = { slug: tree.slug, rev, filter: filterParams(filter).toString(), sites: [] }
  return (
    <Notice>
      <div className="people-acts">
        <p>
          {claimed === null ? null : `${formatCount(claimed.claims, 'claim')} made for ${claimed.person}.`}
          {judged === null
            ? null
            : `${verdictWords[judged.verdict]}: ${judged.isDecided ? 'decided' : 'proposed'} of ${formatCount(judged.sites, 'site')}.`}
          {prioritized === null ? null : `Priority ${prioritized.priority}: ${formatCount(prioritized.sites, 'site')}.`}
        </p>
        <ActForm act={undoHere.bind(null, place, batch)} submit="Undo" buttonClassName="button button-small" />
      </div>
    </Notice>
  )
}
