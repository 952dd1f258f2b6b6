import type { EventEnd, OpenEvent, TwoPlaces } from '#scanner/model/open-event.ts'
import { findCommit } from './find-commit.ts'
import { judgeStatus } from './judge-ends.ts'
import type { SiteHistory, Where } from './site-history.ts'

/** A call that has to do with an event, by its name in the history. */
interface Involved {
  readonly name: string
  readonly before: Where
  readonly after: Where
}

/**
 * The commit that did what an event says; `null` if it took several, if none of them explains it, or if the history of the paths does not
 * tell. Never a guess.
 *
 * - appeared, gone: the commit after which the call is there, or is not, for good;
 * - moved: the commit that brought it from where it was to where it is;
 * - converted, regressed, exempted: the commit that changed the API of the call, of the calls that it is paired with, or which of these
 *   there are, all at once. Where several commits did that, the one that led from the status before to the one after. Where no call changed,
 *   the one that changed what decides how the called function holds pages: the calls inside it, `deciding`.
 */
export function attributeEvent(
  history: SiteHistory,
  event: OpenEvent,
  deciding: readonly TwoPlaces[] = [],
): string | null {
  const site = resolve(history, event)
  if (site === null) return null
  switch (event.kind) {
    case 'appeared':
      return event.before === null ? findChange(history, [site], isThere) : null
    case 'gone':
      return event.after === null ? findChange(history, [site], isThere) : null
    case 'moved':
      return findChange(history, [site], isSameFunction)
    case 'converted':
    case 'regressed':
    case 'exempted':
      return attributeStatus(history, event, { site, deciding })
  }
}

/** `null` if the history takes the call of one revision and that of the other for two. */
function resolve({ nameAt }: SiteHistory, { key, before, after }: TwoPlaces): Involved | null {
  if (after === null) return { name: key, before, after }
  const name = nameAt(after)
  if (name === null || (before !== null && name !== key)) return null
  return { name, before, after }
}

type Same = (a: Where, b: Where) => boolean

const isThere: Same = (a, b) => (a === null) === (b === null)
const isSameApi: Same = (a, b) => a?.api === b?.api
const isSameFunction: Same = (a, b) => a?.path === b?.path && a?.function === b?.function
const isSameCall: Same = (a, b) => isSameApi(a, b) && isSameFunction(a, b)

/** The commit that made all of them what they are in the later revision, from what they were in the earlier one. */
function findChange(history: SiteHistory, involved: readonly Involved[], isSame: Same): string | null {
  const changed = involved.filter(({ before, after }) => !isSame(before, after))
  if (changed.length === 0) return null
  const isAll = (places: readonly Where[], wanted: readonly Where[]) =>
    places.every((place, index) => isSame(place, wanted[index] ?? null))
  const origin = changed.map(({ before }) => before)
  const end = changed.map(({ after }) => after)
  return findCommit(history, {
    names: changed.map(({ name }) => name),
    end,
    isResult: (places) => isAll(places, end),
    isOrigin: (places) => isAll(places, origin),
  })
}

function attributeStatus(
  history: SiteHistory,
  event: OpenEvent,
  { site, deciding }: { readonly site: Involved; readonly deciding: readonly TwoPlaces[] },
): string | null {
  const ends = resolveAll(history, event.ends)
  if (ends === null) return null
  const all = [site, ...ends]
  const isUnchanged = all.every(({ before, after }) => isSameApi(before, after))
  if (!isUnchanged) return findChange(history, all, isSameApi) ?? findStatusChange(history, all, event.ends)
  // an exemption is of a function of a file: a site may come under it by moving there
  if (!isSameCall(site.before, site.after)) return findChange(history, [site], isSameCall)
  const inside = resolveAll(history, deciding)
  return inside === null ? null : findChange(history, inside, isSameApi)
}

function resolveAll(history: SiteHistory, sites: readonly TwoPlaces[]): readonly Involved[] | null {
  const found: Involved[] = []
  for (const site of sites) {
    const involved = resolve(history, site)
    if (involved === null) return null
    found.push(involved)
  }
  return found
}

/** The commit before which the calls amount to the status of the earlier revision, and after which to that of the later one. */
function findStatusChange(history: SiteHistory, all: readonly Involved[], ends: readonly EventEnd[]): string | null {
  // a pair that came or went while both its calls stayed is explained by something else than calls
  const isExplained = ends.every(
    ({ before, after, gradeBefore, gradeAfter }) =>
      (before === null) === (gradeBefore === null) && (after === null) === (gradeAfter === null),
  )
  if (!isExplained) return null
  const grades = ends.map(({ gradeBefore, gradeAfter }) => gradeAfter ?? gradeBefore ?? 'possible')
  const judge = (places: readonly Where[]) => judgeStatus(places, grades)
  const end = all.map(({ after }) => after)
  const was = judge(all.map(({ before }) => before))
  const is = judge(end)
  if (was === null || is === null || was === is) return null
  return findCommit(history, {
    names: all.map(({ name }) => name),
    end,
    isResult: (places) => judge(places) === is,
    isOrigin: (places) => judge(places) === was,
  })
}
