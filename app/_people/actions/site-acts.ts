'use server'

import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { claimChangeSchema, claimWordsSchema } from '#app/_people/claim.ts'
import { newPrioritySchema } from '#app/_people/priority.ts'
import { openOwnClaim } from '#app/_people/queries/open-claim.ts'
import { readForm } from '#app/_people/read-form.ts'
import { newNoteSchema, newTriageSchema, readCase } from '#app/_people/triage.ts'
import { sitePath } from '#app/_web/routes.ts'
import { changeClaim, withdrawClaim } from './change-claim.ts'
import { claimSites } from './claim-sites.ts'
import { prioritizeSites } from './prioritize-sites.ts'
import { type PageOutcome, runPageAct } from './run-page-act.ts'
import { showAgain } from './show-again.ts'
import { triageSite, withdrawTriage } from './triage-site.ts'
import { writeNote } from './write-note.ts'

/** Which site a form is about, and where it leads back to. Written into the page by us. */
const placeSchema = z.object({ slug: z.string(), key: z.string(), rev: z.string().nullable() })
export type SitePlace = z.infer<typeof placeSchema>

export async function claimSite(place: SitePlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, key } = placeSchema.parse(place)
  return settle(
    place,
    await runPageAct(data, (tx, origin) =>
      claimSites(tx, origin, slug, { sites: [key], ...readForm(data, ['person', 'note', 'due'], claimWordsSchema) }),
    ),
  )
}

export async function changeClaimHere(
  place: SitePlace,
  id: string,
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  return settle(
    place,
    await runPageAct(data, async (tx, origin) => {
      const change = readForm(data, ['state', 'link', 'note', 'due'], claimChangeSchema)
      await changeClaim(tx, origin, await openOwnClaim(tx, origin.actor, String(id)), change)
    }),
  )
}

export async function withdrawClaimHere(
  place: SitePlace,
  id: string,
  _before: ActState,
  data: FormData,
): Promise<ActState> {
  return settle(
    place,
    await runPageAct(data, async (tx, origin) =>
      withdrawClaim(tx, origin, await openOwnClaim(tx, origin.actor, String(id))),
    ),
  )
}

const triageForm = z.preprocess(readCase, newTriageSchema)

export async function triageHere(place: SitePlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, key } = placeSchema.parse(place)
  return settle(
    place,
    await runPageAct(data, (tx, origin) =>
      triageSite(
        tx,
        origin,
        slug,
        key,
        readForm(data, ['verdict', 'case', 'reason', 'text', 'link', 'other'], triageForm),
      ),
    ),
  )
}

export async function withdrawTriageHere(place: SitePlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, key } = placeSchema.parse(place)
  return settle(place, await runPageAct(data, (tx, origin) => withdrawTriage(tx, origin, slug, key)))
}

export async function prioritizeHere(place: SitePlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, key } = placeSchema.parse(place)
  return settle(
    place,
    await runPageAct(data, (tx, origin) =>
      prioritizeSites(tx, origin, slug, { sites: [key], ...readForm(data, ['priority'], newPrioritySchema) }),
    ),
  )
}

export async function writeNoteHere(place: SitePlace, _before: ActState, data: FormData): Promise<ActState> {
  const { slug, key } = placeSchema.parse(place)
  return settle(
    place,
    await runPageAct(data, (tx, origin) =>
      writeNote(tx, origin, slug, key, readForm(data, ['text'], newNoteSchema).text),
    ),
  )
}

/** The site, which shows what was done; or what the form is to show. */
async function settle(place: SitePlace, outcome: PageOutcome<unknown>): Promise<ActState> {
  if (outcome.kind === 'refused') return outcome.state
  const { slug, key, rev } = placeSchema.parse(place)
  return showAgain(`${sitePath(slug, { rev }, key)}#people`)
}
