'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { getServerActs } from '#app/_data/server-acts.ts'
import type { ActState } from '#app/_people/act-state.ts'
import { runPageAct } from '#app/_people/actions/run-page-act.ts'
import { showAgain } from '#app/_people/actions/show-again.ts'
import { readForm } from '#app/_people/read-form.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import { followForm, newTreeForm, sourceUrlForm, treeNamesForm } from '#app/_scans/tree-forms.ts'
import { scanPath, treesAdminPath } from '#app/_web/routes.ts'
import { removalMsMax } from '#prisma/remove-tree.ts'
import { ScanRequestError } from '#prisma/request-scan.ts'
import { addTreeAs, followTreeAs, removeTreeAs, renameTreeAs, setSourceUrlAs } from './manage-trees.ts'

export async function addTreeHere(_before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    addTreeAs(tx, origin, readForm(data, ['source', 'name', 'revisions', 'tags', 'minutes'], newTreeForm)).catch(
      refuse,
    ),
  )
  if (outcome.kind === 'refused') return outcome.state
  redirect(scanPath(outcome.result.scanId))
}

export async function renameTreeHere(slug: string, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    renameTreeAs(tx, origin, z.string().parse(slug), readForm(data, ['name', 'slug'], treeNamesForm)),
  )
  return outcome.kind === 'refused' ? outcome.state : showAgain(treesAdminPath())
}

export async function followTreeHere(slug: string, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) =>
    followTreeAs(tx, origin, z.string().parse(slug), readForm(data, ['minutes', 'revisions', 'tags'], followForm)),
  )
  return outcome.kind === 'refused' ? outcome.state : showAgain(treesAdminPath())
}

export async function setSourceUrlHere(slug: string, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => {
    const { sourceUrl = '' } = readForm(data, ['sourceUrl'], sourceUrlForm)
    return setSourceUrlAs(tx, origin, z.string().parse(slug), sourceUrl === '' ? null : sourceUrl)
  })
  return outcome.kind === 'refused' ? outcome.state : showAgain(treesAdminPath())
}

export async function removeTreeHere(slug: string, _before: ActState, data: FormData): Promise<ActState> {
  const { typed } = readTyped(data)
  const outcome = await runPageAct(data, (tx, origin) => removeTreeAs(tx, origin, z.string().parse(slug), typed), {
    timeoutMs: removalMsMax,
  })
  if (outcome.kind === 'refused') return outcome.state
  // doctor names one that could not be removed
  await getServerActs()
    ?.removeMirror(outcome.result)
    .catch(() => {})
  return showAgain(treesAdminPath())
}

/** A wish that makes no sense is told to whoever made it. */
function refuse(error: unknown): never {
  if (error instanceof ScanRequestError) throw wrongRequest(error.message)
  throw error
}

const readTyped = (data: FormData): { readonly typed: string } =>
  z.object({ typed: z.string().trim().catch('') }).parse({ typed: data.get('typed') })
