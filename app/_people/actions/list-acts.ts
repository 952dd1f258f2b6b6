'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { claimWordsSchema, type NewClaims } from '#app/_people/claim.ts'
import { newPrioritySchema } from '#app/_people/priority.ts'
import { readForm } from '#app/_people/read-form.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import { manyTriageSchema, readCase } from '#app/_people/triage.ts'
import { sitesPath } from '#app/_web/routes.ts'
import { claimSites } from './claim-sites.ts'
import { prioritizeSites } from './prioritize-sites.ts'
import { runPageAct } from './run-page-act.ts'
import { triageSites } from './triage-sites.ts'
import { undoBatch } from './undo-batch.ts'
import { undoPriorities } from './undo-priorities.ts'
import { undoTriages } from './undo-triages.ts'

/** Which list a form stands for: its tree, revision, filter as in its address, and the lines that were ticked. Written into the page by us. */
const placeSchema = z.object({
  slug: z.string(),
  rev: z.string().nullable(),
  filter: z.string(),
  sites: z.array(z.string()),
})
export type ListPlace = z.infer<typeof placeSchema>

/** Claims what was ticked, or all that fit the filter of the list. */
export async function claimFromList(place: ListPlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, rev, filter, sites } = placeSchema.parse(place)
  const outcome = await runPageAct(data, (tx, origin) =>
    claimSites(tx, origin, slug, {
      ...(sites.length > 0 ? { sites } : { filter: toFilter(filter) }),
      ...readForm(data, ['person', 'note', 'due'], claimWordsSchema),
    }),
  )
  if (outcome.kind === 'refused') return outcome.state
  const params = new URLSearchParams(filter)
  params.set('batch', outcome.result.batch)
  redirect(sitesPath(slug, { rev }, params))
}

const manyTriageForm = z.preprocess(readCase, manyTriageSchema)

/** Says the same of what was ticked, or of all that fit the filter of the list. */
export async function triageFromList(place: ListPlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, rev, filter, sites } = placeSchema.parse(place)
  const outcome = await runPageAct(data, (tx, origin) =>
    triageSites(tx, origin, slug, {
      ...(sites.length > 0 ? { sites } : { filter: toFilter(filter) }),
      word: readForm(data, ['verdict', 'case', 'reason', 'text', 'link'], manyTriageForm),
    }),
  )
  if (outcome.kind === 'refused') return outcome.state
  const params = new URLSearchParams(filter)
  params.set('batch', outcome.result.batch)
  redirect(sitesPath(slug, { rev }, params))
}

/** Says how soon somebody should look at what was ticked, or at all that fit the filter of the list. */
export async function prioritizeFromList(place: ListPlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, rev, filter, sites } = placeSchema.parse(place)
  const outcome = await runPageAct(data, (tx, origin) =>
    prioritizeSites(tx, origin, slug, {
      ...(sites.length > 0 ? { sites } : { filter: toFilter(filter) }),
      ...readForm(data, ['priority'], newPrioritySchema),
    }),
  )
  if (outcome.kind === 'refused') return outcome.state
  const params = new URLSearchParams(filter)
  params.set('batch', outcome.result.batch)
  redirect(sitesPath(slug, { rev }, params))
}

/** Takes back what was claimed from a list a moment ago, or said of its sites. */
export async function undoHere(place: ListPlace, batch: string, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, rev, filter } = placeSchema.parse(place)
  const outcome = await runPageAct(data, async (tx, origin) => {
    const id = z.uuid().parse(batch)
    const undone =
      (await undoBatch(tx, origin, id)) + (await undoTriages(tx, origin, id)) + (await undoPriorities(tx, origin, id))
    if (undone === 0) throw wrongRequest('Nothing of it can be undone any more.')
    return undone
  })
  if (outcome.kind === 'refused') return outcome.state
  redirect(sitesPath(slug, { rev }, new URLSearchParams(filter)))
}

/** An empty filter is the whole list, as it stands on the page. */
function toFilter(text: string): NonNullable<NewClaims['filter']> {
  const parameters = new URLSearchParams(text)
  if (parameters.size === 0) return { all: '0' }
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]))
}
