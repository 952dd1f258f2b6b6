import { type FactsCache, openFactsCache } from '#scanner/cache/open-facts-cache.ts'
import { type Commit, openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { spareLacking } from '#scanner/git/spare-lacking.ts'
import { judgeTree } from '#scanner/judge/judge-tree.ts'
import type { Judgement } from '#scanner/judge/judgement.ts'
import { linkTree } from '#scanner/link/link-tree.ts'
import { apiByName, catalogueVersion } from '#scanner/model/catalogue/index.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import { type ExcludedDirectory, ownersFolder } from '#scanner/model/selection.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import type { MaintainersSection } from '#scanner/own/maintainers.ts'
import { readerVersion } from '#scanner/read/read-facts.ts'
import { calmEngine } from '#scanner/run/calm-engine.ts'
import { chooseSelection } from '#scanner/run/choose-selection.ts'
import { composeRows } from '#scanner/run/compose-rows.ts'
import { coverPairs } from '#scanner/run/cover-pairs.ts'
import type { FactsMemory, ParsedFacts } from '#scanner/run/facts-memory.ts'
import { listFiles } from '#scanner/run/list-files.ts'
import { loadBuilds } from '#scanner/run/load-builds.ts'
import { loadOwners, type Owners } from '#scanner/run/load-owners.ts'
import type { ReadingProgress } from '#scanner/run/read-blobs.ts'
import { readFiles } from '#scanner/run/read-files.ts'

export interface ScanOptions {
  /** A work tree's top folder or a bare repository. */
  readonly repo: string
  readonly rev: string
  /** Folder of the repository that the scan keeps to; all of it if absent. */
  readonly subdir?: string
  /** Top-level directories of the kernel that are left out by default and wanted here. */
  readonly include: readonly ExcludedDirectory[]
  /** Folder of the facts cache; `null` scans without one. */
  readonly cacheHome: string | null
  /** What this process knows over the cache: for several revisions, one after another. */
  readonly memory?: FactsMemory
  /** Module that runs `runReadWorker()` when started as a thread; `null` reads in this one. */
  readonly workerEntry: URL | null
  readonly onProgress?: ReadingProgress
}

export interface Scan {
  readonly commit: Commit
  /** Every row, `unrelated` ones included, ordered by path bytes, line, column. */
  readonly rows: readonly SiteRow[]
  readonly judgements: readonly Judgement[]
  readonly tree: LinkedTree
  readonly coverage: Coverage
  /** Blobs whose facts came from the cache, and those that were read. */
  readonly blobs: { readonly known: number; readonly read: number }
  /** Whatever a person should hear once: no MAINTAINERS, a cache that could not be written. */
  readonly notices: readonly string[]
  /** All sections of MAINTAINERS, in the order of the file. */
  readonly sections: readonly MaintainersSection[]
  /** The cache's trouble, if what was learnt could not be kept; the rows are complete all the same. */
  readonly cacheError: Error | null
  readonly linkMs: number
  readonly repository: Repository
}

/**
 * git → read → link → judge → own: the sites of one revision, without a database. Only `objects` of the repository
 * stays open (for `--explain`); close it when done. Rejects with `GitError` or `CacheError`.
 */
export async function scanRevision(options: ScanOptions): Promise<Scan> {
  return scanIn(await openRepository(options.repo), options)
}

/** As `scanRevision`, in a repository that is open, and is closed where this rejects. */
export async function scanIn(repository: Repository, options: ScanOptions): Promise<Scan> {
  calmEngine()
  const known = openKnown(options)
  // a cache that fails while git does is one error too many
  known.catch(() => {})
  try {
    return await scanOpened(repository, options, await known)
  } catch (error) {
    repository.close()
    throw error
  }
}

interface Known {
  readonly cache: FactsCache | null
  readonly parsed: ParsedFacts
}

async function openKnown({ cacheHome, memory }: ScanOptions): Promise<Known> {
  if (memory !== undefined) return memory.next()
  const cache = cacheHome === null ? null : await openFactsCache(cacheHome, { readerVersion, catalogueVersion })
  return { cache, parsed: new Map() }
}

async function scanOpened(opened: Repository, options: ScanOptions, { cache, parsed }: Known): Promise<Scan> {
  const commit = await resolveCommit(opened, options.rev)
  const repository = await spareLacking(opened, commit.tree)
  const wanted = { subdir: options.subdir ?? '', include: options.include }
  const { selection, notices: chosen } = await chooseSelection(repository, commit, wanted)
  const owners: Promise<Owners> = loadOwners(repository, commit, ownersFolder(selection))
  owners.catch(() => {})
  const listing = await listFiles(repository.objects, commit.tree, selection, (key) => cache?.digest(key) ?? null)
  const read = await readFiles(repository, listing, { tree: commit.tree, selection }, cache, {
    ...options,
    lacking: repository.lacking,
    parsed,
  })

  const builds = loadBuilds(repository.objects, commit.tree, read.files)
  builds.catch(() => {})
  const started = performance.now()
  const tree = linkTree(read.files, apiByName, read.trace ?? undefined)
  const judgements = judgeTree(tree, apiByName, await builds)
  const linkMs = performance.now() - started

  const { ownersOf, notices, sections } = await owners
  const rows = composeRows(tree, judgements, await ownersOf(tree.files.map(({ path }) => path)))
  const cacheError = await read.saved
  return {
    commit,
    rows,
    judgements,
    tree,
    coverage: coverPairs(read.coverage, tree),
    blobs: read.blobs,
    notices: [...chosen, ...notices],
    sections,
    cacheError,
    linkMs,
    repository,
  }
}
