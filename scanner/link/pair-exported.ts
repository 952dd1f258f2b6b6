import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair } from '#scanner/model/linked.ts'
import { acquireSteps, inFile, releaseSteps } from './evidence.ts'
import { acquiresPerReleaseMax, fits, type TracedFunction, type TracedSite } from './trace-sites.ts'
import { effectsOf } from './trace-wrappers.ts'

interface Exported {
  readonly traced: TracedFunction
  readonly site: TracedSite
}

/**
 * Functions for other files that belong together: one takes pages and hands them out, another one of the same file drops
 * what it is given (`hfi1_acquire_user_pages()` and `hfi1_release_user_pages()`). Their callers may keep the pages in
 * between where nobody can follow. `isAnswered` tells sites that a stronger rule has paired beyond their own function.
 *
 * A release of any page needs a name that goes with the acquire's as well, and is no more than `possible`.
 */
export function pairExported(
  functions: readonly TracedFunction[],
  isAnswered: (site: number) => boolean,
): readonly Pair[] {
  return [...groupBy(functions, ({ file }) => file).values()].flatMap((ofFile) => {
    const open = ofFile.filter(({ facts }) => !facts.static && facts.kind === 'function').flatMap(listExported)
    const unanswered = open.filter(({ site }) => !isAnswered(site.index)).slice(0, acquiresPerReleaseMax)
    const acquires = unanswered.filter(({ site }) => site.site.api.role === 'acquire')
    const releases = unanswered.filter(({ site }) => site.site.api.role === 'release')
    return acquires.flatMap((acquire) => releases.flatMap((release) => pairOf(acquire, release)))
  })
}

/** The sites of a function whose pages its callers get or give, in files of their own. */
function listExported(traced: TracedFunction): readonly Exported[] {
  return effectsOf(traced)
    .filter(({ site }) => site.site.file === traced.file)
    .map(({ site }) => ({ traced, site }))
}

function pairOf(acquire: Exported, release: Exported): readonly Pair[] {
  if (acquire.traced.facts === release.traced.facts || !fits(acquire.site.site, release.site.site)) return []
  const { generic } = release.site.site.api
  if (generic && !areNamedAlike(acquire.traced.facts.name, release.traced.facts.name)) return []
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
      grade: generic ? 'possible' : 'likely',
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
