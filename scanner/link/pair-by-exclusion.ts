import type { Api } from '#scanner/model/api.ts'
import { asksFor } from '#scanner/model/asks-for.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair } from '#scanner/model/linked.ts'
import type { Grade } from '#scanner/model/site.ts'
import { acquireSteps, inFile, releaseSteps } from './evidence.ts'
import { ownerType } from './owner-type.ts'
import { referencedKeys, takesReference } from './takes-reference.ts'
import { fits, isPlainGup, lineOf, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** More acquiring functions than this in one place, and nothing is excluded. */
const acquirersOfFileMax = 4
const acquirersOfDirectoryMax = 2
/** More functions of a file that drop such pages, and none of them is meant. */
const droppersMax = 3
/** A place with more sites is no place where anything is left over; linking stays linear in such input. */
const sitesMax = 256

interface Left {
  readonly traced: TracedFunction
  readonly site: TracedSite
}

/** What the stronger rules have found: of each site, and of each beyond its own function. */
export interface Found {
  readonly isPaired: (site: number) => boolean
  readonly isPairedElsewhere: (site: number) => boolean
}

/**
 * What is left over belongs together, since nothing else can: first releases that only users of gup call and that have
 * no acquire yet, with the acquires of their file, or of their directory if the file has none; then acquires without any
 * release, with the releases of other functions of the file that fit. In 6.12 every one of 62 acquires whose pages are
 * dropped in another function of the file has a release of the right kind there.
 */
export function pairByExclusion(
  functions: readonly TracedFunction[],
  apiByName: ReadonlyMap<string, Api>,
  found: Found,
): readonly Pair[] {
  const inUse = functions.filter(({ file, facts }) => !isCore.test(file.path) && !isPartOfApi(facts.name, apiByName))
  const byFile = groupBy(inUse, ({ file }) => file)
  const definers = new Set([...byFile.keys()].filter(({ facts }) => facts.declarations.some(isDefinition(apiByName))))
  const own = [...byFile].filter(([file]) => !definers.has(file))
  const byDirectory = groupBy(own, ([file]) => directoryOf(file.path))
  return [...byDirectory.values()].flatMap((files) => {
    const inDirectory = files.flatMap(([, traced]) => leftIn(traced, 'acquire'))
    return files.flatMap(([, traced]) => pairFile(traced, inDirectory, found))
  })
}

/** Memory management, and libraries: they drop pages for everybody. */
const isCore = /^(?:mm|lib)\//

function isPartOfApi(name: string, apiByName: ReadonlyMap<string, Api>): boolean {
  const family = apiByName.get(name)?.family
  return family !== undefined && family !== 'subsystem'
}

function isDefinition(apiByName: ReadonlyMap<string, Api>) {
  return (declaration: TracedFunction['file']['facts']['declarations'][number]): boolean =>
    declaration.kind === 'definition' && !declaration.static && isPartOfApi(declaration.name, apiByName)
}

function pairFile(traced: readonly TracedFunction[], inDirectory: readonly Left[], found: Found): readonly Pair[] {
  const acquires = leftIn(traced, 'acquire')
  const releases = leftIn(traced, 'release')
  if (acquires.length + releases.length > sitesMax) return []
  const orphans = releases.filter(({ site }) => !site.site.api.generic && !found.isPaired(site.index))
  const ofOrphans = orphans.flatMap((release) => pairOrphan(release, acquires, inDirectory, found))
  const answered = new Set(ofOrphans.map(({ acquire }) => acquire))
  const unreleased = acquires.filter(({ site }) => !found.isPaired(site.index) && !answered.has(site.index))
  const ofLast = unreleased.flatMap((acquire) => pairUnreleased(acquire, releases, found))
  return [
    ...ofOrphans,
    ...ofLast,
    ...pairNumbered(traced, releases, found),
    ...pairOnlyCrossing(acquires, releases, found),
  ]
}

/** Steps from a page to its number, and back. */
const toNumber = /^(?:page_to_pfn|folio_pfn|page_to_phys)\(\)$/
const toPage = /^(?:pfn_to_page|pfn_folio|phys_to_page|pfn_to_online_page)\(\)$/

/**
 * Pages that are kept by number, in a tree, a set or a hash table, and looked up by it: the way is not followed, and such a
 * pair is `possible`, whatever else was found of the acquire in its own function. The number may be kept by a function that takes its pages
 * through another one of the file, unless it drops them itself, other than where something else fails.
 */
function pairNumbered(functions: readonly TracedFunction[], releases: readonly Left[], found: Found): readonly Pair[] {
  const numbered = functions.flatMap((traced) =>
    traced.acquires.filter((site) => isKeptByNumber(site, traced, found)).map((site): Left => ({ traced, site })),
  )
  if (numbered.length === 0) return []
  const looked = releases.filter(({ site, traced }) => {
    // one behind a reference of its own drops that
    if (found.isPaired(site.index) || referencedKeys(traced).size > 0) return false
    const isLookUp = (steps: readonly string[]) => steps.some((step) => toPage.test(step))
    const direct = site.site.carrier.kind === 'path' && isLookUp(site.site.carrier.path.steps)
    return direct || traced.facts.moves.some(({ to, from }) => site.names.has(to.base) && isLookUp(from.steps))
  })
  return numbered.flatMap((acquire) =>
    looked.filter((release) => isOpen(acquire, release)).map((release) => pairOf(acquire, release, 'possible')),
  )
}

function isKeptByNumber(site: TracedSite, { file, facts, releases }: TracedFunction, found: Found): boolean {
  const isOpenHere =
    site.through.length === 0
      ? !found.isPairedElsewhere(site.index)
      : site.site.file === file && !releases.some((release) => release.key === site.key && isDroppedAnyway(release))
  return (
    isOpenHere &&
    facts.moves.some(({ from }) => site.names.has(from.base) && from.steps.some((step) => toNumber.test(step)))
  )
}

/** Nothing but the page itself is asked before it is dropped. */
function isDroppedAnyway({ site: { call }, names }: TracedSite): boolean {
  return (call.guards ?? []).every((guard) => asksFor(guard, [...names.keys()]))
}

/**
 * The only acquire of a file and the only function that drops pages there, and these the other way: nothing else can be meant, so that the
 * pair is `likely`, and a mismatch: of 33 files of 6.1.192 and 6.12.117 with one acquiring and one other dropping function whose pages
 * stronger rules or a reader have followed, the two belong together in all 33. Not where anything in the file takes references of its own, or brings pages from elsewhere.
 */
function pairOnlyCrossing(acquires: readonly Left[], releases: readonly Left[], found: Found): readonly Pair[] {
  const [only] = acquires
  if (only === undefined || countFunctions(acquires) !== 1 || countFunctions(releases) !== 1) return []
  const isGup = acquires.every(({ site: { site, through } }) => isPlainGup(site) && through.length === 0)
  if (!isGup || acquires.some(({ site }) => found.isPaired(site.index)) || !leaves(only, found)) return []
  if (only.traced.file.facts.helpers.some(({ callee }) => takesReference(callee))) return []
  const isMeant = releases.every(
    (release) =>
      release.traced.facts !== only.traced.facts &&
      release.site.site.api.hold !== 'carrier' &&
      !fits(only.site.site, release.site.site) &&
      !found.isPaired(release.site.index) &&
      !lieInOtherStructs(only, release) &&
      !release.traced.aliases.bringsOwn(release.site.names.keys(), Number.MAX_SAFE_INTEGER),
  )
  return isMeant ? acquires.flatMap((acquire) => releases.map((release) => pairOf(acquire, release, 'likely'))) : []
}

function pairOrphan(
  release: Left,
  acquires: readonly Left[],
  inDirectory: readonly Left[],
  found: Found,
): readonly Pair[] {
  const ofFile = acquires.filter((acquire) => isOpen(acquire, release))
  const acquirers = countFunctions(ofFile)
  if (acquirers > acquirersOfFileMax) return []
  if (acquirers > 0) {
    return ofFile.map((acquire) => {
      const isSure = acquirers === 1 && !lieInOtherStructs(acquire, release)
      return pairOf(acquire, release, isSure ? 'likely' : 'possible')
    })
  }
  if (inDirectory.length > sitesMax) return []
  const ofDirectory = inDirectory.filter((acquire) => isOpen(acquire, release) && !lieInOtherStructs(acquire, release))
  const isOnly = countFunctions(ofDirectory) === 1
  const others = isOnly ? ofDirectory : ofDirectory.filter((acquire) => leaves(acquire, found))
  if (countFunctions(others) > acquirersOfDirectoryMax) return []
  return others.map((acquire) => pairOf(acquire, release, 'possible'))
}

function pairUnreleased(acquire: Left, releases: readonly Left[], found: Found): readonly Pair[] {
  const fitting = releases.filter(
    (release) =>
      isOpen(acquire, release) &&
      (!release.site.site.api.generic ||
        // a wrapper that drops pages for many is no less one for being paired
        ((release.site.through.length > 0 || !found.isPaired(release.site.index)) &&
          !release.traced.aliases.bringsOwn(release.site.names.keys(), lineOf(release.site)))),
  )
  const handedOn = fitting.filter((release) => handsOn(acquire, release))
  const meant = handedOn.length > 0 ? handedOn : fitting
  return countFunctions(meant) > droppersMax ? [] : meant.map((release) => pairOf(acquire, release, 'possible'))
}

/** The function of the acquire sets that of the release as somebody's callback: `req->r_callback = finish_read`. */
function handsOn({ traced: { file, facts } }: Left, release: Left): boolean {
  const index = file.facts.functions.indexOf(facts)
  return file.facts.callbacks.some(
    ({ function: inside, target }) => inside === index && target === release.traced.facts.name,
  )
}

/** The two could belong together: they fit, stand in two functions, and a carrier is dropped by its own kind alone. */
function isOpen(acquire: Left, release: Left): boolean {
  const taken = acquire.site.site
  const dropped = release.site.site
  if (acquire.traced.facts === release.traced.facts || !fits(taken, dropped)) return false
  const isCarrier = taken.api.hold === 'carrier' || dropped.api.hold === 'carrier'
  return !isCarrier || taken.api.partners.includes(dropped.api.name) || taken.api.family === 'folio-pin'
}

/** Both ends lie in members of structs whose types are known, and of no common one. */
function lieInOtherStructs(acquire: Left, release: Left): boolean {
  const one = ownersOf(acquire)
  const other = ownersOf(release)
  return one.length > 0 && other.length > 0 && !one.some((type) => other.includes(type))
}

function ownersOf({ site, traced }: Left): readonly string[] {
  return [...site.names.keys()].flatMap((name) => ownerType(name, traced.facts) ?? [])
}

/** Pages that are dropped in the function of their acquire, and are put nowhere else there, do not leave it. */
function leaves({ site, traced }: Left, { isPaired, isPairedElsewhere }: Found): boolean {
  if (!isPaired(site.index) || isPairedElsewhere(site.index)) return true
  const parameters = new Set(traced.facts.parameters.map(({ name }) => name))
  return [...site.names.keys()].some((name) => name.includes('.') || parameters.has(name))
}

/** The sites of functions, each by the function it stands in; of those in other files, the one that reaches them. */
function leftIn(traced: readonly TracedFunction[], role: 'acquire' | 'release'): readonly Left[] {
  return traced.flatMap((one) =>
    (role === 'acquire' ? one.acquires : one.releases)
      .filter(({ site, through }) => (through.length === 0 ? true : role === 'release' && site.file !== one.file))
      .map((site) => ({ traced: one, site })),
  )
}

function countFunctions(left: readonly Left[]): number {
  return new Set(left.map(({ traced }) => traced.facts)).size
}

function pairOf({ site: acquire }: Left, { site: release }: Left, grade: Grade): Pair {
  return {
    acquire: acquire.index,
    release: release.index,
    rule: 'by-exclusion',
    grade,
    evidence: inFile(acquire.site.file.path, [...acquireSteps(acquire), ...releaseSteps(release)]),
  }
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
