import { markerOf } from './issue-marker.ts'
import type { KnownIssue } from './list-known-issues.ts'
import { type AssignedSite, isOpenClaim } from './wanted-assignment.ts'

/** What people did on GitHub, as the server should have it. */
export interface TakenBack {
  /** Claims that are given back. */
  readonly withdrawn: readonly AssignedSite[]
  /** Sites that are another person's from now on, by mail address. */
  readonly handedOver: readonly { readonly person: string; readonly sites: readonly string[] }[]
}

/**
 * Reads issues of assignments back: who closed one as not planned gives its sites back; where it is assigned to somebody else, whose address
 * is known, and no more to the person, the sites are that one's. Pure: done again after a cut it comes to the same, or to what is left of it.
 */
export function planTakeBack(
  claims: readonly AssignedSite[],
  known: ReadonlyMap<string, KnownIssue>,
  logins: ReadonlyMap<string, string>,
): TakenBack {
  const addresses = new Map([...logins].map(([mail, login]) => [login.toLowerCase(), mail]))
  const withdrawn: AssignedSite[] = []
  const handedOver = new Map<string, string[]>()
  for (const claim of claims.filter(isOpenClaim)) {
    const person = claim.person.toLowerCase()
    const issue = known.get(markerOf('assignment', person))
    // what was claimed since it was closed is not in it
    if (issue === undefined || !issue.body.includes(`<!-- ${claim.site} -->`)) continue
    if (issue.isRejected) {
      withdrawn.push(claim)
      continue
    }
    const others = issue.assignees.flatMap((login) => addresses.get(login.toLowerCase()) ?? [])
    const [other] = others
    if (!issue.isOpen || other === undefined || others.includes(person)) continue
    withdrawn.push(claim)
    handedOver.set(other, [...(handedOver.get(other) ?? []), claim.site])
  }
  return { withdrawn, handedOver: [...handedOver].map(([person, sites]) => ({ person, sites })) }
}
