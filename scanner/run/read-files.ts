import type { FactsCache, Learnt } from '#scanner/cache/open-facts-cache.ts'
import type { Repository } from '#scanner/git/open-repository.ts'
import type { Coverage, SkipReason } from '#scanner/model/coverage.ts'
import type { ReadProblemKind } from '#scanner/model/facts.ts'
import type { Selection } from '#scanner/model/selection.ts'
import type { BlobVerdict, DirectoryDigest } from '#scanner/model/verdict.ts'
import { digestDirectory, listBlobs } from './digest-directory.ts'
import type { ParsedFacts } from './facts-memory.ts'
import { type KnownFacts, openKnownFacts } from './known-facts.ts'
import type { DirectoryNode } from './list-files.ts'
import { lookAgain } from './look-again.ts'
import { composeOutlinedTree, type OutlinedTree } from './outlined-tree.ts'
import type { KeyedFile } from './part-keys.ts'
import { placeOutline } from './place-outline.ts'
import { type ReadingOptions, readBlobs } from './read-blobs.ts'

export interface ReadFiles {
  /** Files with facts, and which of them are linked together. */
  readonly outlined: OutlinedTree
  readonly facts: KnownFacts
  readonly coverage: Coverage
  readonly blobs: { readonly known: number; readonly read: number }
  /** Keeps what was learnt until now, and gives the error if that could not be done. */
  save(): Promise<Error | null>
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

/** What is known of every listed file that matters: from the cache, else read now. */
export async function readFiles(
  { directory, objects }: Repository,
  listing: DirectoryNode,
  { tree, selection }: ListedRoot,
  cache: FactsCache | null,
  how: ReadingOptions & { readonly parsed: ParsedFacts },
): Promise<ReadFiles> {
  const digested = await digestFiles(directory, listing, cache, how)
  const { workerEntry, lacking } = how
  const facts = openKnownFacts({ directory, cache, textOf: digested.textOf, ...how })
  const first = await outlineFiles(digested.root.files, facts, selection.kernel)
  const reread = facts.learnt.verdicts.size
  const root = { oid: tree, key: listing.key, selection, searched: digested.root.searched }
  const { digests, verdicts } = digested.learnt
  const digestOf = (oid: string) => digests.get(oid) ?? cache?.digest(oid) ?? null
  const again = await lookAgain(first, root, { directory, objects, cache, workerEntry, lacking, digestOf, facts })
  return {
    outlined: composeOutlinedTree(again.files, again.names, facts),
    facts,
    coverage: composeCoverage(digested, again.files),
    blobs: { known: digested.blobs.known, read: digested.blobs.read + reread },
    save: async () => {
      const learnt = {
        digests: new Map([...digests, ...again.learnt.digests]),
        verdicts: new Map([...verdicts, ...facts.learnt.verdicts]),
        links: facts.learnt.links,
      }
      return cache === null ? null : cache.save(learnt).then(() => null, asError)
    },
  }
}

/** The top of what was listed. */
export interface ListedRoot {
  readonly tree: string
  readonly selection: Selection
}

/** Files by their outlines, ordered by the bytes of their paths. */
export async function outlineFiles(
  files: DirectoryDigest['files'],
  facts: Pick<KnownFacts, 'outlines'>,
  kernel: string | null,
): Promise<readonly KeyedFile[]> {
  const outlines = await facts.outlines(files.map(([, oid]) => oid))
  return files
    .flatMap(([path, key]) => {
      const outline = outlines.get(key)
      return outline === undefined ? [] : [placeOutline({ path, key, outline }, kernel)]
    })
    .sort(byPathBytes)
}

export function composeCoverage(
  { root }: Pick<DigestedFiles, 'root'>,
  files: readonly Pick<KeyedFile, 'outline'>[],
): Coverage {
  return {
    filesSearched: root.searched,
    filesRead: files.length,
    skipped: root.skipped,
    problems: countProblems(files),
  }
}

function kindOf(verdict: string): BlobVerdict['kind'] | SkipReason {
  if (verdict === '') return 'blank'
  if (verdict.startsWith('{"kind":"facts"')) return 'facts'
  const parsed: BlobVerdict = JSON.parse(verdict)
  return parsed.kind === 'skipped' ? parsed.reason : parsed.kind
}

function byPathBytes(a: KeyedFile, b: KeyedFile): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}

function countProblems(files: readonly Pick<KeyedFile, 'outline'>[]): Coverage['problems'] {
  const problems: Partial<Record<ReadProblemKind, number>> = {}
  for (const { outline } of files) {
    for (const [kind, count] of Object.entries(outline.problems) as [ReadProblemKind, number][]) {
      problems[kind] = (problems[kind] ?? 0) + count
    }
  }
  return problems
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
