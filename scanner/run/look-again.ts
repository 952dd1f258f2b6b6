import type { FactsCache, Learnt } from '#scanner/cache/open-facts-cache.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { listWrappers, type Wrapper } from '#scanner/link/list-wrappers.ts'
import { type Trace, traceTree } from '#scanner/link/trace-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { kernelPathOf, placeFile, toKernelPath } from '#scanner/model/kernel-path.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import type { Selection } from '#scanner/model/selection.ts'
import type { BlobVerdict, DirectoryDigest } from '#scanner/model/verdict.ts'
import { chooseNames } from './choose-names.ts'
import { chooseScopes, directoryOf, isInScope, type Scope, wholeFilesMax } from './choose-scopes.ts'
import type { ParsedFacts } from './facts-memory.ts'
import { listNear } from './list-near.ts'
import { hasNames, type LookNames, lookKey, oidOfKey } from './look-names.ts'
import { type ReadingOptions, readBlobs } from './read-blobs.ts'

export interface LookedAgain {
  /** All files, those that were looked at again with what that told; ordered by the bytes of their paths. */
  readonly files: readonly SourceFile[]
  /** What was traced of these files, if that was needed. */
  readonly trace: Trace | null
  readonly learnt: Learnt
  /** Names by which pages are taken and dropped besides those of the catalogue; sorted. */
  readonly names: readonly string[]
  /** Blobs that were read. */
  readonly read: number
}

export interface LookOptions extends ReadingOptions {
  readonly directory: string
  readonly objects: ObjectReader
  readonly cache: FactsCache | null
  /** What is known of a directory, by its tree. */
  readonly digestOf: (tree: string) => DirectoryDigest | null
  /** Facts that were parsed before, by the key of their verdict; more are added. */
  readonly parsed: ParsedFacts
}

/** The tree that was read. */
export interface ReadTree {
  readonly oid: string
  /** Key of its digest: what of it is looked at is part of it. */
  readonly key: string
  /** C files below. */
  readonly searched: number
  readonly selection: Selection
}

/** One blob to be read with some names in mind; `key` is that of its verdict. */
export interface Look {
  readonly path: string
  readonly oid: string
  readonly key: string
  readonly names: LookNames
}

/** Wrappers of wrappers of other files: deeper ones are not looked for, in a kernel less deep since each round costs there. */
const roundsMax = 4
const roundsOfKernelMax = 2

/**
 * Looks a second time at files that call what takes or drops pages for others. The first reading knows the names of the
 * catalogue alone; what it found tells which functions are wrappers (`listWrappers()`), and the files that mention one
 * are read with its name: those that name an API wherever they are, and near the wrapper all others too.
 *
 * What was found for a tree is kept under the tree's id, so that a repeated scan does nothing of this; what was read of
 * a blob is kept under the blob's id and the names that it was read with.
 */
export async function lookAgain(
  files: readonly SourceFile[],
  tree: ReadTree,
  options: LookOptions,
): Promise<LookedAgain> {
  const { parsed } = options
  const recalled = await recall(files, tree, options)
  if (recalled !== null)
    return { ...recalled, trace: null, learnt: { digests: new Map(), verdicts: new Map() }, read: 0 }
  const current = new Map(files.map((file) => [file.path, file]))
  const first = new Set(current.keys())
  const asked = new Map<string, string>()
  const keys = new Map<string, string>()
  const digests = new Map<string, DirectoryDigest>()
  const verdicts = new Map<string, string>()
  let ordered = files
  let trace: Trace | null = null
  let read = 0
  let known: readonly Wrapper[] = []
  let changed: ReadonlySet<string> | null = null
  const rounds = tree.searched < wholeFilesMax ? roundsMax : roundsOfKernelMax
  for (let round = 0; round < rounds; round++) {
    const relevant = listRelevant(ordered, tree, { changed, known })
    const traced = traceTree(relevant, apiByName)
    trace = relevant === ordered ? traced : null
    // what was not looked at again is as it was
    const left = known.filter(({ path }) => changed !== null && !changed.has(subsystemOf({ path })))
    const acquiring = acquiringPaths(ordered)
    const { wrappers, scopes, areas } = await findWrappers(
      [...left, ...listWrappers(relevant, traced, apiByName)],
      acquiring,
      tree,
      options,
    )
    known = wrappers
    const searched = searchedNames(wrappers)
    const mentioned = ordered.flatMap((file) => lookFor(file, searched, areas) ?? [])
    const digestOf = (key: string) => digests.get(key) ?? options.digestOf(key)
    const near = await listNear(first, wrappers, scopes, { ...options, tree, digestOf })
    const looks = [...mentioned, ...near.looks.filter(({ path }) => !current.has(path))].filter(
      ({ path, key }) => asked.get(path) !== key,
    )
    if (looks.length === 0) break
    const found = await readLooks(looks, options)
    read += found.read.size
    for (const [key, verdict] of found.read) verdicts.set(key, verdict)
    const hits = new Set<string>()
    for (const { path, oid, key } of looks) {
      asked.set(path, key)
      const facts = factsOf(key, found.verdictOf(key), parsed)
      if (facts === null) continue
      hits.add(path)
      keys.set(path, key)
      const file = placeFile({ path, oid, facts }, tree.selection.kernel)
      current.set(path, file)
      // what was read with all names near it is as if it were read with those that it mentions
      if (!first.has(path)) asked.set(path, lookFor(file, searched, areas)?.key ?? key)
    }
    // what an earlier round found here may use these names too, and is not asked again
    for (const [key, digest] of near.digest((path) => current.has(path))) digests.set(key, digest)
    if (hits.size === 0) break
    ordered = [...current.values()].sort(byPathBytes)
    trace = null
    changed = new Set([...hits].map((path) => subsystemOf({ path })))
  }
  const names = [...new Set(known.map(({ name }) => name))].sort()
  digests.set(digestKey(tree), { searched: 0, skipped: {}, files: [...keys] })
  digests.set(namesKey(tree), { searched: 0, skipped: {}, files: names.map((name) => [name, ''] as const) })
  return { files: ordered, trace, learnt: { digests, verdicts }, names, read }
}

/** What an earlier look at this very tree found to be names of wrappers; `null` where that is not known. */
export function recallNames(
  tree: Pick<ReadTree, 'key'>,
  { digest }: Pick<FactsCache, 'digest'>,
): readonly string[] | null {
  return digest(namesKey(tree))?.files.map(([name]) => name) ?? null
}

function namesKey({ key }: Pick<ReadTree, 'key'>): string {
  return `${key}~names`
}

function digestKey({ key }: ReadTree): string {
  return `${key}~again`
}

/** What an earlier look at this very tree came to; `null` where that is not known, or no longer. */
async function recall(
  files: readonly SourceFile[],
  tree: ReadTree,
  { cache, parsed }: LookOptions,
): Promise<Pick<LookedAgain, 'files' | 'names'> | null> {
  const digest = cache?.digest(digestKey(tree)) ?? null
  const names = cache === null ? null : recallNames(tree, cache)
  if (cache === null || digest === null || names === null) return null
  const verdicts = await cache.verdicts(digest.files.map(([, key]) => key))
  const current = new Map(files.map((file) => [file.path, file]))
  for (const [path, key] of digest.files) {
    const facts = factsOf(key, verdicts.get(key) ?? '', parsed)
    if (facts === null) return null
    current.set(path, placeFile({ path, oid: oidOfKey(key), facts }, tree.selection.kernel))
  }
  return { files: [...current.values()].sort(byPathBytes), names }
}

interface Earlier {
  /** Subsystems in which files were looked at again; `null` before any was. */
  readonly changed: ReadonlySet<string> | null
  readonly known: readonly Wrapper[]
}

/**
 * The files whose wrappers may matter: in a kernel those of subsystems in which something that only users of gup call is
 * called, and headers for all; half of the files that name an API are file systems that drop their own pages. In later
 * rounds those of subsystems that have changed, with the wrappers that they use.
 */
function listRelevant(
  files: readonly SourceFile[],
  { searched }: ReadTree,
  { changed, known }: Earlier,
): readonly SourceFile[] {
  if (searched < wholeFilesMax) return files
  const isTelling = ({ facts }: SourceFile) =>
    facts.calls.some(({ callee }) => apiByName.get(callee)?.generic === false)
  const subsystems = changed ?? new Set(files.filter(isTelling).map(subsystemOf))
  const wrapping = new Set(known.map(({ path }) => path))
  return files.filter(
    (file) => kernelPathOf(file).startsWith('include/') || subsystems.has(subsystemOf(file)) || wrapping.has(file.path),
  )
}

function acquiringPaths(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ facts }) => facts.calls.some(({ callee }) => apiByName.get(callee)?.role === 'acquire'))
    .map(({ path }) => path)
}

/** `drivers/gpu/drm`, `fs/nfs`: as much of a path as subsystems have in common. */
function subsystemOf({ path }: Pick<SourceFile, 'path'>): string {
  return path.split('/').slice(0, -1).slice(0, 3).join('/')
}

interface FoundWrappers {
  readonly wrappers: readonly Wrapper[]
  /** Where any file may use a telling one, whether it names an API or not. */
  readonly scopes: readonly Scope[]
  /** Where any may be used that is not there for everybody. */
  readonly areas: readonly Scope[]
}

/**
 * The wrappers that matter: what drops any page only near an acquire or what is telling, since half of the kernel drops
 * pages. Users of what `include/` offers are found only where they name an API.
 */
async function findWrappers(
  all: readonly Wrapper[],
  acquiring: readonly string[],
  tree: ReadTree,
  options: LookOptions,
): Promise<FoundWrappers> {
  const isOwn = (path: string) => !toKernelPath(path, tree.selection.kernel).startsWith('include/')
  const telling = all.filter(({ isTelling, path }) => isTelling && isOwn(path)).map(({ path }) => path)
  const [scopes, areas] = await Promise.all([
    chooseScopes(telling, tree, options),
    chooseScopes([...new Set([...telling, ...acquiring.filter(isOwn)])], tree, options),
  ])
  const wrappers = all.filter(
    ({ isTelling, path }) => isTelling || !isOwn(path) || areas.some((area) => isInScope(path, area)),
  )
  return { wrappers, scopes, areas }
}

interface SearchedNames {
  readonly wrappers: readonly Wrapper[]
  /** How files mention them. */
  readonly mentioned: ReadonlySet<string>
}

function searchedNames(wrappers: readonly Wrapper[]): SearchedNames {
  return { wrappers, mentioned: new Set(wrappers.flatMap(({ name }) => [name, `.${name}`])) }
}

/** A file that mentions wrappers which it may use, to be read with their names. */
function lookFor(
  { path, oid, facts }: SourceFile,
  { wrappers, mentioned }: SearchedNames,
  areas: readonly Scope[],
): Look | null {
  const mentions = new Set(facts.mentions.split(' ').filter((name) => mentioned.has(name)))
  if (mentions.size === 0) return null
  const names = chooseNames(
    wrappers,
    (wrapper) =>
      wrapper.path !== path &&
      (mentions.has(wrapper.name) || mentions.has(`.${wrapper.name}`)) &&
      (wrapper.isEverywhere || isInScope(path, areaOf(wrapper, areas))),
  )
  return hasNames(names) ? { path, oid, key: lookKey(oid, names), names } : null
}

/** The part of the tree around a wrapper in which its users are looked for. */
function areaOf({ path }: Wrapper, areas: readonly Scope[]): Scope {
  return areas.find((area) => isInScope(path, area)) ?? { directory: directoryOf(path), isFlat: true }
}

async function readLooks(
  looks: readonly Look[],
  { directory, cache, workerEntry, lacking }: LookOptions,
): Promise<{ readonly verdictOf: (key: string) => string; readonly read: ReadonlyMap<string, string> }> {
  const namesOf = new Map(looks.map(({ key, names }) => [key, names]))
  const known = (await cache?.verdicts([...namesOf.keys()])) ?? new Map<string, string>()
  const unknown = [...namesOf.keys()].filter((key) => !known.has(key))
  const found = await readBlobs(directory, unknown, { workerEntry, lacking }, namesOf)
  const read = new Map(unknown.map((key) => [key, found.get(key) ?? '']))
  return { verdictOf: (key) => known.get(key) ?? read.get(key) ?? '', read }
}

function factsOf(key: string, verdict: string, known: ParsedFacts): SourceFile['facts'] | null {
  if (verdict === '') return null
  const same = known.get(key)
  if (same !== undefined) return same
  const parsed: BlobVerdict = JSON.parse(verdict)
  if (parsed.kind !== 'facts') return null
  known.set(key, parsed.facts)
  return parsed.facts
}

function byPathBytes(a: SourceFile, b: SourceFile): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}
