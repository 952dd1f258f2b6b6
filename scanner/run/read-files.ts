import type { FactsCache, Learnt } from '#scanner/cache/open-facts-cache.ts'
import type { Repository } from '#scanner/git/open-repository.ts'
import type { Trace } from '#scanner/link/trace-tree.ts'
import type { Coverage, SkipReason } from '#scanner/model/coverage.ts'
import type { ReadProblemKind } from '#scanner/model/facts.ts'
import { placeFile } from '#scanner/model/kernel-path.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import type { Selection } from '#scanner/model/selection.ts'
import type { BlobVerdict, DirectoryDigest } from '#scanner/model/verdict.ts'
import { digestDirectory, listBlobs } from './digest-directory.ts'
import type { ParsedFacts } from './facts-memory.ts'
import type { DirectoryNode } from './list-files.ts'
import { lookAgain } from './look-again.ts'
import { type ReadingOptions, readBlobs } from './read-blobs.ts'

export interface ReadFiles {
  /** Files with facts, ordered by the bytes of their paths. */
  readonly files: readonly SourceFile[]
  /** What was traced of these files, if that was needed to find them. */
  readonly trace: Trace | null
  readonly coverage: Coverage
  readonly blobs: { readonly known: number; readonly read: number }
  /** Resolves once what was learnt is kept, to the error if it could not be. */
  readonly saved: Promise<Error | null>
}

/** Which files of a listing name an API, before their facts are looked at. */
export interface DigestedFiles {
  /** Key of the root's digest. */
  readonly key: string
  readonly root: DirectoryDigest
  /** Verdicts of the blobs that no digest answered for, as JSON. */
  readonly textOf: (oid: string) => string
  readonly learnt: Learnt
  readonly blobs: { readonly known: number; readonly read: number }
}

/** Reads what of a listing is not known yet. What is known by its directories costs nothing. */
export async function digestFiles(
  directory: string,
  listing: DirectoryNode,
  cache: FactsCache | null,
  how: ReadingOptions,
): Promise<DigestedFiles> {
  const blobs = listBlobs(listing)
  const known = (await cache?.verdicts(blobs)) ?? new Map<string, string>()
  const unknown = blobs.filter((oid) => !known.has(oid))
  const found = await readBlobs(directory, unknown, how)
  const textOf = (oid: string) => known.get(oid) ?? found.get(oid) ?? ''
  const digests = new Map<string, DirectoryDigest>()
  const root = digestDirectory(
    listing,
    (oid) => kindOf(textOf(oid)),
    (key, digest) => digests.set(key, digest),
  )
  const verdicts = new Map(unknown.map((oid) => [oid, found.get(oid) ?? ''] as const))
  const counts = { known: blobs.length - unknown.length, read: unknown.length }
  return { key: listing.key, root, textOf, learnt: { digests, verdicts }, blobs: counts }
}

/** Facts of every listed file that matters: from the cache where they are known, else read now. */
export async function readFiles(
  { directory, objects }: Repository,
  listing: DirectoryNode,
  { tree, selection }: ListedRoot,
  cache: FactsCache | null,
  how: ReadingOptions & { readonly parsed: ParsedFacts },
): Promise<ReadFiles> {
  const digested = await digestFiles(directory, listing, cache, how)
  const first = await loadFacts(directory, { ...digested, selection }, cache, how, how.parsed)
  const root = { oid: tree, key: listing.key, selection, searched: digested.root.searched }
  const { digests, verdicts } = digested.learnt
  const digestOf = (oid: string) => digests.get(oid) ?? cache?.digest(oid) ?? null
  const { workerEntry, lacking, parsed } = how
  const options = { directory, objects, cache, workerEntry, lacking, digestOf, parsed }
  const again = await lookAgain(first.files, root, options)
  const learnt = {
    digests: new Map([...digests, ...again.learnt.digests]),
    verdicts: new Map([...verdicts, ...first.read, ...again.learnt.verdicts]),
  }
  const saved = cache === null ? Promise.resolve(null) : cache.save(learnt).then(() => null, asError)
  const blobs = { known: digested.blobs.known, read: digested.blobs.read + first.read.size }
  return { files: again.files, trace: again.trace, coverage: composeCoverage(digested, again.files), blobs, saved }
}

/** The top of what was listed. */
export interface ListedRoot {
  readonly tree: string
  readonly selection: Selection
}

/** The facts of digested files, and the verdicts of those that had to be read for them. */
export async function loadFacts(
  directory: string,
  { root, textOf, selection }: DigestedFiles & { readonly selection: Selection },
  cache: FactsCache | null,
  how: ReadingOptions,
  parsed: ParsedFacts,
): Promise<{ readonly files: readonly SourceFile[]; readonly read: ReadonlyMap<string, string> }> {
  const wanted = root.files.filter(([, oid]) => !parsed.has(oid))
  const below = await verdictsBelow(directory, wanted, textOf, cache, how)
  for (const [, oid] of wanted) if (!parsed.has(oid)) parsed.set(oid, factsOf(below.known.get(oid) || textOf(oid)))
  const files = root.files
    .flatMap(([path, oid]) => {
      const facts = parsed.get(oid)
      return facts === undefined ? [] : [placeFile({ path, oid, facts }, selection.kernel)]
    })
    .sort(byPathBytes)
  return { files, read: below.read }
}

export function composeCoverage({ root }: Pick<DigestedFiles, 'root'>, files: readonly SourceFile[]): Coverage {
  return {
    filesSearched: root.searched,
    filesRead: files.length,
    skipped: root.skipped,
    problems: countProblems(files),
  }
}

/**
 * Verdicts of files in directories that a digest answered for. A cache that lost some of them (an entry was damaged)
 * costs reading these blobs again, not an error.
 */
async function verdictsBelow(
  directory: string,
  files: DirectoryDigest['files'],
  textOf: (oid: string) => string,
  cache: FactsCache | null,
  how: ReadingOptions,
): Promise<{ readonly known: ReadonlyMap<string, string>; readonly read: ReadonlyMap<string, string> }> {
  const wanted = [...new Set(files.map(([, oid]) => oid).filter((oid) => textOf(oid) === ''))]
  const known = (await cache?.verdicts(wanted)) ?? new Map<string, string>()
  const lost = wanted.filter((oid) => !known.get(oid))
  const read = await readBlobs(directory, lost, how)
  return { known: new Map([...known, ...read]), read }
}

function kindOf(verdict: string): BlobVerdict['kind'] | SkipReason {
  if (verdict === '') return 'blank'
  if (verdict.startsWith('{"kind":"facts"')) return 'facts'
  const parsed: BlobVerdict = JSON.parse(verdict)
  return parsed.kind === 'skipped' ? parsed.reason : parsed.kind
}

function factsOf(verdict: string): SourceFile['facts'] {
  const parsed: BlobVerdict = JSON.parse(verdict)
  if (parsed.kind !== 'facts') throw new Error('the cache is inconsistent: delete its folder, or scan with --no-cache')
  return parsed.facts
}

function byPathBytes(a: SourceFile, b: SourceFile): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}

function countProblems(files: readonly SourceFile[]): Coverage['problems'] {
  const problems: Partial<Record<ReadProblemKind, number>> = {}
  for (const { facts } of files) {
    for (const [kind, count] of Object.entries(facts.problems) as [ReadProblemKind, number][]) {
      problems[kind] = (problems[kind] ?? 0) + count
    }
  }
  return problems
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
