import type { FunctionFacts } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair } from '#scanner/model/linked.ts'
import { acquireSteps, inFile, releaseSteps } from './evidence.ts'
import { ownerType } from './owner-type.ts'
import { acquiresPerReleaseMax, fits, type TracedFunction, type TracedSite } from './trace-sites.ts'
import { effectsOf } from './trace-wrappers.ts'

interface Exported {
  readonly traced: TracedFunction
  readonly site: TracedSite
  /** Of a member of what the function is given: the struct's type and the way to the pages, `box.pages`. `null` where it is none, or the type is not known. */
  readonly member: { readonly type: string; readonly members: string } | null
}

/**
 * Functions for other files that belong together: one takes pages and hands them out, another one of the same file drops
 * what it is given (`hfi1_acquire_user_pages()` and `hfi1_release_user_pages()`). Their callers may keep the pages in
 * between where nobody can follow. `isAnswered` tells sites that a stronger rule has paired beyond their own function and the one that is named.
 *
 * A release of any page needs a name that goes with the acquire's as well, and is no more than `possible`.
 */
export function pairExported(
  functions: readonly TracedFunction[],
  isAnswered: (site: number, inside: FunctionFacts) => boolean,
): readonly Pair[] {
  return [...groupBy(functions, ({ file }) => file).values()].flatMap((ofFile) => {
    const open = ofFile.filter(({ facts }) => !facts.static && facts.kind === 'function').flatMap(listExported)
    const unanswered = open
      .filter(({ site, traced }) => !isAnswered(site.index, traced.facts))
      .slice(0, acquiresPerReleaseMax)
    const acquires = unanswered.filter(({ site }) => site.site.api.role === 'acquire')
    const releases = unanswered.filter(({ site }) => site.site.api.role === 'release')
    return acquires.flatMap((acquire) => releases.flatMap((release) => pairOf(acquire, release, releases)))
  })
}

/** The sites of a function whose pages its callers get or give, in files of their own. */
function listExported(traced: TracedFunction): readonly Exported[] {
  return effectsOf(traced)
    .filter(({ site }) => site.site.file === traced.file || isThroughHeader(site))
    .map(({ site, parameter, members }) => {
      const name = traced.facts.parameters[parameter ?? -1]?.name
      const type = name === undefined || members === '' ? null : ownerType(`${name}.`, traced.facts)
      return { traced, site, member: type === null ? null : { type, members } }
    })
}

/** Two members of one struct are not the same pages. */
function areOtherMembers({ member: one }: Exported, { member: other }: Exported): boolean {
  return one !== null && other !== null && one.type === other.type && one.members !== other.members
}

/** By a macro or an inline function that stands for the call where its name is written. */
function isThroughHeader({ site, through }: TracedSite): boolean {
  return through.length === 1 && (site.function?.kind === 'macro' || site.function?.inline === true)
}

/** A macro that names `put_page()` in one arm and an unpin in another drops what gup took in both. */
function isArmOfTelling({ site }: Exported, releases: readonly Exported[]): boolean {
  const { call } = site.site
  return releases.some(
    ({ site: other }) =>
      !other.site.api.generic && other.site.call.line === call.line && other.site.call.column === call.column,
  )
}

function pairOf(acquire: Exported, release: Exported, releases: readonly Exported[]): readonly Pair[] {
  if (acquire.traced.facts === release.traced.facts || !fits(acquire.site.site, release.site.site)) return []
  if (areOtherMembers(acquire, release)) return []
  const { generic, hold } = release.site.site.api
  // what carries pages is dropped as that carrier, and pages alone never are
  if ((hold === 'carrier') !== (acquire.site.site.api.hold === 'carrier')) return []
  const isAnyPages = generic && !isArmOfTelling(release, releases)
  if (isAnyPages && !areNamedAlike(acquire.traced.facts.name, release.traced.facts.name)) return []
  const place = (end: Exported, text: string) => ({
    path: end.traced.file.path,
    line: end.traced.facts.line,
    text: `${end.traced.facts.name}() ${text}`,
  })
  return [
    {
      acquire: acquire.site.index,
      release: release.site.index,
      rule: 'exported-functions',
      grade: isAnyPages ? 'possible' : 'likely',
      evidence: inFile(acquire.site.site.file.path, [
        ...acquireSteps(acquire.site),
        place(acquire, 'hands them to other files'),
        place(release, 'is given them back'),
        ...releaseSteps(release.site),
      ]),
    },
  ]
}

/** Words that say what is done, or of what any such function is: two others must be shared. */
const commonWords: ReadonlySet<string> = new Set([
  'get',
  'put',
  'page',
  'pages',
  'pin',
  'unpin',
  'user',
  'release',
  'free',
])

function areNamedAlike(one: string, other: string): boolean {
  const words = new Set(one.split('_').filter((word) => word !== '' && !commonWords.has(word)))
  return other.split('_').filter((word) => words.has(word)).length >= 2
}
