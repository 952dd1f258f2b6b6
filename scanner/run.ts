import { type Commit, openRepository, type Repository } from '#scanner/git/open-repository.ts'
import { judgeTree } from '#scanner/judge/judge-tree.ts'
import type { Judgement } from '#scanner/judge/judgement.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import type { MaintainersSection } from '#scanner/own/maintainers.ts'
import { calmEngine } from '#scanner/run/calm-engine.ts'
import { composeRows } from '#scanner/run/compose-rows.ts'
import { coverPairs } from '#scanner/run/cover-pairs.ts'
import { linkParts } from '#scanner/run/link-parts.ts'
import { loadBuilds } from '#scanner/run/load-builds.ts'
import { type Known, openKnown, readRevision } from '#scanner/run/read-revision.ts'
import type { ScanOptions } from '#scanner/run/scan-options.ts'

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
  calmEngine(options.memory === undefined ? 'once' : 'for-more')
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

async function scanOpened(opened: Repository, options: ScanOptions, known: Known): Promise<Scan> {
  const { commit, repository, selection, notices: chosen, owners, read } = await readRevision(opened, options, known)
  const { outlined, facts } = read
  const builds = loadBuilds(repository.objects, commit.tree, outlined.files)
  builds.catch(() => {})
  const started = performance.now()
  const { tree } = await linkParts(outlined, outlined.parted.parts, { facts, kernel: selection.kernel })
  const saved = read.save()
  const judgements = judgeTree(tree, apiByName, await builds)
  const linkMs = performance.now() - started

  const { ownersOf, notices, sections } = await owners
  const rows = composeRows(tree, judgements, await ownersOf(tree.files.map(({ path }) => path)))
  const cacheError = await saved
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
