import { readPage } from '#app/_people/read-page.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { claimStates } from '#scanner/model/claim.ts'
import { answerRead } from './answer-read.ts'
import { findSites } from './choose-sites.ts'
import { type ClaimConditions, countClaims, listClaims } from './list-claims.ts'
import { openNewest } from './open-newest.ts'

const parameters = ['state', 'person', 'subsystem', 'site', 'limit', 'cursor']

/** `{ items, next, total }` of the claims of a tree; a parameter that is repeated means any of its values. */
export function answerClaimList(database: Transaction, slug: string, query: URLSearchParams): Promise<Response> {
  return answerRead(async () => {
    const { limit, after } = readPage(query, parameters)
    const { tree, revision } = await openNewest(database, slug)
    const sites = query.getAll('site')
    const subsystem = query.get('subsystem')
    const conditions: ClaimConditions = {
      ...readStates(query.getAll('state').flatMap((value) => value.split(','))),
      ...(query.has('person') ? { emails: query.getAll('person').map((email) => email.toLowerCase()) } : {}),
      ...(subsystem === null ? {} : { subsystem }),
      ...(sites.length === 0 ? {} : { siteIds: await findSites(database, tree.id, revision, sites) }),
    }
    const [found, total] = await Promise.all([
      listClaims(database, tree.id, revision, { ...conditions, afterId: after, limit: limit + 1 }),
      countClaims(database, tree.id, revision, conditions),
    ])
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null, total }
  })
}

function readStates(values: readonly string[]): Pick<ClaimConditions, 'states'> {
  if (values.length === 0) return {}
  const odd = values.find((value) => !claimStates.some((state) => state === value))
  if (odd !== undefined) throw wrongRequest(`state: ${JSON.stringify(odd)} is not one of ${claimStates.join(', ')}.`)
  return { states: claimStates.filter((state) => values.includes(state)) }
}
