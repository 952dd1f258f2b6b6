import { describeEnd, describeEnds } from './describe-evidence.ts'
import type { SiteStep } from './gate-site.ts'
import { holdOf } from './hold-of.ts'
import { listCrossings } from './list-crossings.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/**
 * Pages pinned and dropped like plain references, or taken plainly and unpinned, where this was not so before. Said of the end that the
 * step brought, or of the acquire where it brought both. Of crossings that are only suspected nothing is said but that somebody should look.
 */
export function findNewCrossing(steps: ReadonlyMap<SiteStep['is'], SiteStep>, step: SiteStep): readonly Problem[] {
  const { was, is } = step
  const swapped = findSwapped(steps, step)
  if (swapped !== null) return [swapped]
  if (is.row.status === 'unknown' && is.row.reason === 'crossing-suspected') return findSuspected(step)
  if (is.row.status !== 'mismatched') return []
  const crossings = listCrossings(is)
  const before = was === null ? 0 : listCrossings(was).length
  if (was?.row.status === 'mismatched' && crossings.length <= before) return []
  // a pair is told once, by its acquire
  if (is.row.role === 'release' && crossings.some(({ other }) => other.row.status === 'mismatched')) return []
  const newest = crossings.find(({ other }) => isChanged(steps.get(other))) ?? crossings[0] ?? null
  const acquire = is.row.role === 'acquire' ? is : (newest?.other ?? is)
  const isReleaseNew =
    newest !== null && is.row.role === 'acquire' && !isChanged(step) && isChanged(steps.get(newest.other))
  const at = isReleaseNew ? newest.other : is
  const other = isReleaseNew ? is : (newest?.other ?? null)
  const release = is.row.role === 'acquire' ? (newest?.other ?? null) : is
  return [
    {
      about: 'new-mismatched',
      certain: true,
      at,
      other,
      message: messageOf(is.row.reason === 'pinned-but-put', acquire, release),
      evidence: newest === null ? [] : describeEnd(is, newest),
      excuse: null,
    },
  ]
}

/**
 * A release that dropped pins before and drops plain references now, while all that it was paired with still pins. Whatever the grade of
 * the pair: an unpin drops pins alone, so that these were pinned.
 */
function findSwapped(steps: ReadonlyMap<SiteStep['is'], SiteStep>, { was, is }: SiteStep): Problem | null {
  if (is.row.role !== 'release' || was === null || is.row.status === 'mismatched') return null
  if (holdOf(was) !== 'pin' || holdOf(is) !== 'reference' || was.row.status !== 'converted') return null
  const pinned = was.ends.filter(({ other }) => holdOf(other) === 'pin')
  const now = pinned.flatMap(({ other }) => [...steps.values()].find((step) => step.was === other)?.is ?? [])
  const [first] = now
  if (first === undefined || now.length < was.ends.length || now.some((acquire) => holdOf(acquire) !== 'pin'))
    return null
  return {
    about: 'new-mismatched',
    certain: true,
    at: is,
    other: first,
    message: messageOf(true, first, is),
    evidence: [`The call was ${was.row.api}() before, which drops pins alone.`, ...describeEnds(was)],
    excuse: null,
  }
}

function messageOf(isPinned: boolean, acquire: SiteStep['is'], release: SiteStep['is'] | null): string {
  const dropped = release === null ? 'another call' : `${nameCall(release)} (${release.row.path}:${release.row.line})`
  const taken = `${nameCall(acquire)} (${acquire.row.path}:${acquire.row.line})`
  return isPinned
    ? `Pages pinned by ${taken} are dropped like plain references by ${dropped}: the pin is never given back. Use ${unpinFor(release)}() there.`
    : `Pages taken plainly by ${taken} are unpinned by ${dropped}: a pin is given back that was never taken. ${mendPlain(acquire)}`
}

function unpinFor(release: SiteStep['is'] | null): string {
  return release?.row.target ?? (release?.row.class === 'page-array' ? 'unpin_user_pages' : 'unpin_user_page')
}

function mendPlain({ row }: SiteStep['is']): string {
  return row.target === null ? 'Drop them with put_page().' : `Take them with ${row.target}().`
}

/** Whether a step brought a call, or made it another one. */
function isChanged(step: SiteStep | undefined): boolean {
  return step === undefined || step.was === null || step.was.row.api !== step.is.row.api
}

function findSuspected({ was, is }: SiteStep): readonly Problem[] {
  if (was !== null && was.row.status === 'unknown') return []
  // that the acquire became a plain one is said already
  if (is.row.role === 'acquire' && was !== null && holdOf(was) === 'pin' && holdOf(is) === 'reference') return []
  const crossing = is.ends.find(({ other }) => crosses(is, other))
  // a pair is told once, by its acquire
  if (is.row.role === 'release' && crossing?.other.row.reason === 'crossing-suspected') return []
  const other = crossing?.other ?? null
  return [
    {
      about: 'new-mismatched',
      certain: false,
      at: is,
      other,
      message: `${nameCall(is)} and ${other === null ? 'a call of the other kind' : `${nameCall(other)} (${other.row.path}:${other.row.line})`} may take and drop the same pages, and are of different kinds: look whether the pages are pinned and dropped like plain references, or the other way round.`,
      evidence: crossing === undefined ? [] : describeEnd(is, crossing),
      excuse: null,
    },
  ]
}

function crosses(a: SiteStep['is'], b: SiteStep['is']): boolean {
  return (holdOf(a) === 'pin') !== (holdOf(b) === 'pin')
}
