import { openClaimStates } from '#scanner/model/claim.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { inlineCode } from './inline-code.ts'
import { markerOf } from './issue-marker.ts'
import type { WantedIssue, WantedItem } from './wanted-issue.ts'

/** A claim of a server, as far as an issue tells of it. */
export interface AssignedSite {
  /** Identity of the claim. */
  readonly id: string
  readonly site: string
  readonly path: string | null
  readonly line: number | null
  readonly function: string | null
  readonly api: string | null
  readonly person: string
  readonly name: string
  readonly state: string
  readonly due: string | null
}

export interface AssignmentSource {
  /** Address of the page of a site; `null` leaves links out, where nobody else could follow them. */
  readonly siteUrl: ((key: string) => string) | null
  /** Login of a person by mail address in lower case. */
  readonly logins: ReadonlyMap<string, string>
}

/** Whether somebody still works on it. */
export const isOpenClaim = ({ state }: Pick<AssignedSite, 'state'>): boolean =>
  (openClaimStates as readonly string[]).includes(state)

/**
 * One issue for each person who works on sites: open what is claimed or posted, ticked what a scan saw converted. What was given back or
 * ran out is in none.
 */
export function wantedAssignments(
  claims: readonly AssignedSite[],
  { siteUrl, logins }: AssignmentSource,
): readonly WantedIssue[] {
  const told = claims.filter((claim) => isOpenClaim(claim) || claim.state === 'done')
  const people = [...groupBy(told, ({ person }) => person.toLowerCase())].sort(([a], [b]) => (a < b ? -1 : 1))
  return people.map(([person, own]) => {
    const assignee = logins.get(person)
    const toItem = (claim: AssignedSite): WantedItem => ({ key: claim.site, text: describe(claim, siteUrl) })
    const open = own.filter(isOpenClaim)
    const openKeys = new Set(open.map(({ site }) => site))
    return {
      marker: markerOf('assignment', person),
      title: `Convert get_user_pages*() to pin_user_pages*(): ${printableName(own)}`,
      open: open.map(toItem),
      // claimed once more since
      done: own.filter((claim) => !isOpenClaim(claim) && !openKeys.has(claim.site)).map(toItem),
      ...(assignee === undefined ? {} : { assignee }),
    }
  })
}

/** A name in a title; an address that stands for one is not made public. */
function printableName(own: readonly AssignedSite[]): string {
  const name = own.find((claim) => claim.name !== '' && !claim.name.includes('@'))?.name
  return (name ?? own[0]?.person.replace(/@.*$/, '') ?? '').replace(/\p{Cc}/gu, '?').slice(0, 100)
}

function describe(
  { site, path, line, function: inside, api, state, due }: AssignedSite,
  siteUrl: AssignmentSource['siteUrl'],
): string {
  const place = inlineCode(path === null ? site : `${path}:${line ?? 0}`)
  const linked = siteUrl === null ? place : `[${place}](${siteUrl(site)})`
  const call = api === null ? '' : ` ${inlineCode(`${api}()`)}`
  const where = inside === null ? '' : ` in ${inlineCode(`${inside}()`)}`
  return `${linked}${call}${where}${state === 'posted' ? ', posted' : ''}${due === null || !isOpenClaim({ state }) ? '' : `, due ${due}`}`
}
