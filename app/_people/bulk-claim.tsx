import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterParams, parseSiteFilter } from '#app/_data/site-filter.ts'
import { claimFromList, type ListPlace, undoClaims } from '#app/_people/actions/list-acts.ts'
import { findFittingSites } from '#app/_people/queries/choose-sites.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { getBatch } from '#app/_people/queries/get-batch.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { formatCount } from '#app/_web/format.ts'
import { claimPath } from '#app/_web/routes.ts'
import { ActForm } from './act-form.tsx'
import { may } from './permissions.ts'
import { isReadOnly } from './sign-in-settings.ts'
import { undoMinutesMax } from './undo-minutes.ts'
import './people.css'

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

/** Claims or assigns what was ticked in a list, or all that fits its filter: both stand in the address. */
export async function BulkClaim({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev, params } = context
  const sites = params.has('all-matching') ? [] : params.getAll('site').filter((key) => /^[\da-f]{16}$/.test(key))
  const { filter } = parseSiteFilter(params)
  const place: ListPlace = { slug: tree.slug, rev, filter: filterParams(filter).toString(), sites }
  const count = sites.length > 0 ? sites.length : (await findFittingSites(getDatabase(), revision, filter)).length
  return (
    <>
      <p className="mb-4">
        {sites.length > 0
          ? `${formatCount(count, 'site')} that you ticked.`
          : `All that match and are still to be converted: ${formatCount(count, 'site')}.`}{' '}
        What is claimed are acquires, each with its releases: they have to change together. It can be undone for{' '}
        {undoMinutesMax} minutes.
      </p>
      <ActForm
        act={claimFromList.bind(null, place)}
        submit="Claim"
        label="Claim or assign"
        className="form people-form"
      >
        <label>
          For whom <span className="people-help">you, unless another address stands here</span>
          <input name="person" type="email" placeholder="mail address" autoComplete="off" />
        </label>
        <label>
          Note
          <input name="note" maxLength={2000} placeholder="what others should know" />
        </label>
        <label>
          Due
          <input name="due" type="date" />
        </label>
      </ActForm>
    </>
  )
}

/** Says what was claimed a moment ago, and undoes it. */
export async function BulkOutcome({ context }: { readonly context: TreeContext }) {
  const { tree, rev, params } = context
  const batch = params.get('batch')
  const actor = batch === null ? null : await currentActor()
  if (batch === null || actor === null || !/^[\da-f-]{36}$/.test(batch)) return null
  const done = await getBatch(getDatabase(), actor.participantId, batch)
  if (done === null) return null
  const { filter } = parseSiteFilter(params)
  const place: ListPlace = { slug: tree.slug, rev, filter: filterParams(filter).toString(), sites: [] }
  return (
    <Notice>
      <div className="people-acts">
        <p>
          {formatCount(done.claims, 'claim')} made for {done.person}.
        </p>
        <ActForm act={undoClaims.bind(null, place, batch)} submit="Undo" buttonClassName="button button-small" />
      </div>
    </Notice>
  )
}
