import type { FactsCache, Learnt } from '#scanner/cache/open-facts-cache.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { listWrappers, type Wrapper } from '#scanner/link/list-wrappers.ts'
import type { Outline } from '#scanner/link/outline.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { kernelPathOf, toKernelPath } from '#scanner/model/kernel-path.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { Selection } from '#scanner/model/selection.ts'
import type { DirectoryDigest } from '#scanner/model/verdict.ts'
import { chooseNames } from './choose-names.ts'
import { chooseScopes, directoryOf, isInScope, type Scope, wholeFilesMax } from './choose-scopes.ts'
import { findPartWrappers } from './find-part-wrappers.ts'
import { keepLatest } from './keep-latest.ts'
import type { KnownFacts } from './known-facts.ts'
import { listNear } from './list-near.ts'
import { hasNames, type LookNames, lookKey, oidOfKey } from './look-names.ts'
import { partAsBefore } from './part-as-before.ts'
import type { KeyedFile } from './part-keys.ts'
import { placeOutline } from './place-outline.ts'
import { type ReadingOptions, readBlobs } from './read-blobs.ts'

export interface LookedAgain {
  /** All files, those that were looked at again with what that told; ordered by the bytes of their paths. */
  readonly files: readonly KeyedFile[]
  readonly learnt: Pick<Learnt, 'digests'>
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
  /** Told what is read besides. */
  readonly facts: KnownFacts
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
 * a blob is kept under the blob's id and the names that it was read with; which wrappers a part of a tree has, under all that this depends on.
 */
export async function lookAgain(
  files: readonly KeyedFile[],
  tree: ReadTree,
  options: LookOptions,
): Promise<LookedAgain> {
  const { facts } = options
  const recalled = await recall(files, tree, options)
  if (recalled !== null) return { ...recalled, learnt: { digests: new Map() }, read: 0 }
  const current = new Map(files.map((file) => [file.path, file]))
  const first = new Set(current.keys())
  const asked = new Map<string, string>()
  const keys = new Map<string, string>()
  const digests = new Map<string, DirectoryDigest>()
  let ordered = files
  let read = 0
  let known: readonly Wrapper[] = []
  let changed: ReadonlySet<string> | null = null
  for (let round = 0; round < roundsMax; round++) {
    if (tree.searched >= wholeFilesMax && round >= roundsOfKernelMax) changed = keepingOnly(changed, known)
    if (changed?.size === 0) break
    const relevant = listRelevant(ordered, tree, { changed, known })
    const ofParts = await findPartWrappers(
      partAsBefore(relevant, `round ${round}`, facts),
      tree.selection.kernel,
      options,
    )
    // what was not looked at again is as it was
    const left = known.filter(({ path }) => changed !== null && !changed.has(subsystemOf({ path })))
    const { wrappers, scopes, areas } = await findWrappers(
      [...left, ...listWrappers(relevant, ofParts, apiByName)],
      acquiringPaths(ordered),
      tree,
      options,
    )
    known = wrappers
    const searched = listMentioned(wrappers, areas)
    const mentioned = ordered.flatMap((file) => lookFor(file, searched) ?? [])
    const digestOf = (key: string) => digests.get(key) ?? options.digestOf(key)
    const near = await listNear(first, wrappers, scopes, { ...options, tree, digestOf })
    const looks = [...mentioned, ...near.looks.filter(({ path }) => !current.has(path))].filter(
      ({ path, key }) => asked.get(path) !== key,
    )
    if (looks.length === 0) break
    read += await readLooks(looks, options)
    const found = await facts.outlines(looks.map(({ key }) => key))
    const hits = new Set<string>()
    for (const { path, key } of looks) {
      asked.set(path, key)
      const outline = found.get(key)
      if (outline === undefined) continue
      hits.add(path)
      keys.set(path, key)
      const file = placeOutline({ path, key, outline }, tree.selection.kernel)
      current.set(path, file)
      // what was read with all names near it is as if it were read with those that it mentions
      if (!first.has(path)) asked.set(path, lookFor(file, searched)?.key ?? key)
    }
    // what an earlier round found here may use these names too, and is not asked again
    for (const [key, digest] of near.digest((path) => current.has(path))) digests.set(key, digest)
    if (hits.size === 0) break
    ordered = [...current.values()].sort(byPathBytes)
    changed = new Set([...hits].map((path) => subsystemOf({ path })))
  }
  const names = [...new Set(known.map(({ name }) => name))].sort()
  digests.set(digestKey(tree), { searched: 0, skipped: {}, files: [...keys] })
  digests.set(namesKey(tree), { searched: 0, skipped: {}, files: names.map((name) => [name, ''] as const) })
  return { files: ordered, learnt: { digests }, names, read }
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
  files: readonly KeyedFile[],
  tree: ReadTree,
  { cache, facts }: LookOptions,
): Promise<Pick<LookedAgain, 'files' | 'names'> | null> {
  const digest = cache?.digest(digestKey(tree)) ?? null
  const names = cache === null ? null : recallNames(tree, cache)
  if (cache === null || digest === null || names === null) return null
  const keys = digest.files.map(([, key]) => key)
  if (!keys.every((key) => cache.knows(key))) return null
  const outlines = await facts.outlines(keys)
  const current = new Map(files.map((file) => [file.path, file]))
  for (const [path, key] of digest.files) {
    const outline = outlines.get(key)
    if (outline === undefined) return null
    current.set(path, placeOutline({ path, key, outline }, tree.selection.kernel))
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
  files: readonly KeyedFile[],
  { searched }: ReadTree,
  { changed, known }: Earlier,
): readonly KeyedFile[] {
  if (searched < wholeFilesMax) return files
  const subsystems = changed ?? new Set(files.filter(({ outline }) => outline.isTelling).map(subsystemOf))
  const wrapping = new Set(known.map(({ path }) => path))
  return files.filter(
    (file) => kernelPathOf(file).startsWith('include/') || subsystems.has(subsystemOf(file)) || wrapping.has(file.path),
  )
}

/** In a kernel what is given to be kept alone is followed further. */
function keepingOnly(changed: ReadonlySet<string> | null, known: readonly Wrapper[]): ReadonlySet<string> {
  const keeping = new Set(known.filter(({ kind }) => kind === 'keeper').map(subsystemOf))
  return new Set([...(changed ?? [])].filter((subsystem) => keeping.has(subsystem)))
}

function acquiringPaths(files: readonly KeyedFile[]): readonly string[] {
  return files.filter(({ outline }) => outline.isAcquiring).map(({ path }) => path)
}

/** `drivers/gpu/drm`, `fs/nfs`: as much of a path as subsystems have in common. */
function subsystemOf({ path }: Pick<KeyedFile, 'path'>): string {
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
  // a kernel gives pages to its own functions by name in half of all places where they are taken, and they come back
  const isFollowed = ({ kind, givenBy }: Wrapper) =>
    kind !== 'keeper' || givenBy === 'keeper' || tree.searched < wholeFilesMax
  const kept = all.filter(isFollowed)
  const isOwn = (path: string) => !toKernelPath(path, tree.selection.kernel).startsWith('include/')
  const telling = kept.filter(({ isTelling, path }) => isTelling && isOwn(path)).map(({ path }) => path)
  const [scopes, areas] = await Promise.all([
    chooseScopes(telling, tree, options),
    chooseScopes([...new Set([...telling, ...acquiring.filter(isOwn)])], tree, options),
  ])
  const wrappers = kept.filter(
    ({ isTelling, path }) => isTelling || !isOwn(path) || areas.some((area) => isInScope(path, area)),
  )
  return { wrappers, scopes, areas }
}

/** Wrappers by how files mention them: by name, or as a member. */
interface Mentioned {
  /** What any file near may define or set, as nobody knows of a file what it defines. */
  readonly given: readonly Wrapper[]
  readonly byMention: ReadonlyMap<string, readonly Wrapper[]>
  /** Which of these a file mentions. */
  readonly mentionsOf: (outline: Outline) => readonly string[]
  /** The part of the tree around a wrapper in which its users are looked for. */
  readonly areaOf: (wrapper: Wrapper) => Scope
}

function listMentioned(wrappers: readonly Wrapper[], areas: readonly Scope[]): Mentioned {
  const ofName = groupBy(wrappers, ({ name }) => name)
  const byMention = new Map(
    [...ofName].flatMap(([name, ofOne]) => [[name, ofOne] as const, [`.${name}`, ofOne] as const]),
  )
  const wanted = new Set(byMention.keys())
  const mentionsOf = searches.get([...wanted].sort().join(' '), () =>
    rememberBy(({ mentions }: Outline) => mentions.split(' ').filter((mention) => wanted.has(mention))),
  )
  const given = wrappers.filter(({ givenBy }) => givenBy !== undefined)
  // asked for each file anew
  const areaOf = rememberBy(
    ({ path }: Wrapper) =>
      areas.find((area) => isInScope(path, area)) ?? { directory: directoryOf(path), isFlat: true },
  )
  return { given, byMention, mentionsOf, areaOf }
}

/** By what is searched: files of a kernel mention 100,000 names, and the next commit of a series has the same wrappers and nearly all the same files. */
const searches = keepLatest<string, Mentioned['mentionsOf']>(2 * roundsMax)

/** A file that mentions wrappers which it may use, to be read with their names. */
function lookFor({ path, key, outline }: KeyedFile, { given, byMention, mentionsOf, areaOf }: Mentioned): Look | null {
  const wrappers = [
    ...mentionsOf(outline).flatMap((mention) => byMention.get(mention) ?? []),
    ...given.filter((wrapper) => isInScope(path, areaOf(wrapper))),
  ]
  if (wrappers.length === 0) return null
  const names = chooseNames(
    wrappers,
    (wrapper) =>
      (wrapper.path !== path || wrapper.givenBy !== undefined) &&
      (wrapper.isEverywhere || isInScope(path, areaOf(wrapper))),
  )
  const oid = oidOfKey(key)
  return hasNames(names) ? { path, oid, key: lookKey(oid, names), names } : null
}

/** Reads what of these is not known yet, and gives how much that was. */
async function readLooks(
  looks: readonly Look[],
  { directory, objects, cache, workerEntry, lacking, facts }: LookOptions,
): Promise<number> {
  const namesOf = new Map(looks.map(({ key, names }) => [key, names]))
  const open = [...namesOf.keys()].filter((key) => cache?.knows(key) !== true)
  const blanks = (await cache?.verdicts(open)) ?? new Map<string, string>()
  const unknown = open.filter((key) => !blanks.has(key))
  const found = await readBlobs(directory, unknown, { workerEntry, lacking, objects }, namesOf)
  facts.add(new Map(unknown.map((key) => [key, found.get(key) ?? ''])))
  return unknown.length
}

function byPathBytes(a: KeyedFile, b: KeyedFile): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}
