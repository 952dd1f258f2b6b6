import { CacheError } from '#scanner/cache/cache-error.ts'
import { openRowsCache, type RowsCache } from '#scanner/cache/open-rows-cache.ts'
import { type Commit, openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import { describeStrayRemarks, type ReadRemark, remarkOf } from '#scanner/model/remark-of.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { type Scan, type ScanOptions, scanIn } from '../run.ts'
import { analysisVersion } from './analysis-version.ts'

/** What a revision comes to, without what it was derived from. */
export interface RevisionRows {
  readonly commit: Commit
  /** Every row, `unrelated` ones included, ordered by path bytes, line, column. */
  readonly rows: readonly SiteRow[]
  readonly coverage: Coverage
  /** Titles of all sections of MAINTAINERS, in the order of the file. */
  readonly titles: readonly string[]
  /** Comments that say why a call stays, by the index of its row. */
  readonly remarks: readonly (readonly [row: number, remark: ReadRemark])[]
  /** Sentences about such comments that belong to no call. */
  readonly strayRemarks: readonly string[]
  readonly notices: readonly string[]
  readonly blobs: Scan['blobs']
  readonly cacheError: Error | null
  readonly repository: Repository
}

/** What is kept of it: all but what the asking brings along. */
type KeptRows = Pick<RevisionRows, 'rows' | 'coverage' | 'titles' | 'remarks' | 'strayRemarks' | 'notices'> & {
  /** The revision as it was asked for then: notices name it. */
  readonly name: string
}

/**
 * The rows of one revision: those that were kept when the same tree was asked for, by this very analysis, else by a scan. They are a function
 * of both. Only `objects` of the repository stays open; close it when done. Rejects with `GitError` or `CacheError`.
 */
export async function listRows(options: ScanOptions): Promise<RevisionRows> {
  const { cacheHome } = options
  // sources that were not bundled have no version
  const cache = cacheHome === null || analysisVersion === 'unbundled' ? null : openRowsCache(cacheHome)
  const repository = await openRepository(options.repo)
  try {
    const commit = await resolveCommit(repository, options.rev)
    const key = JSON.stringify([commit.tree, options.subdir ?? '', [...options.include].sort(), analysisVersion])
    const kept = cache === null ? null : await recall(cache, key, commit)
    if (kept !== null)
      return { ...kept, commit, repository, blobs: { known: kept.coverage.filesRead, read: 0 }, cacheError: null }
    return await scanAndKeep(repository, options, cache, key)
  } catch (error) {
    repository.close()
    throw error
  }
}

async function recall(cache: RowsCache, key: string, { name }: Commit): Promise<KeptRows | null> {
  const text = await cache.get(key)
  if (text === null) return null
  const kept: KeptRows = JSON.parse(text)
  return kept.name === name || kept.notices.length === 0 ? kept : null
}

async function scanAndKeep(
  repository: Repository,
  options: ScanOptions,
  cache: RowsCache | null,
  key: string,
): Promise<RevisionRows> {
  const scan = await scanIn(repository, options)
  const { commit, rows, coverage, notices, sections, tree, blobs, cacheError } = scan
  const kept: KeptRows = {
    name: commit.name,
    rows,
    coverage,
    titles: sections.map(({ title }) => title),
    remarks: tree.sites.flatMap((site, index) => {
      const remark = remarkOf(site)
      return remark === null ? [] : [[index, remark] as const]
    }),
    strayRemarks: describeStrayRemarks(tree),
    notices,
  }
  // what a partial clone lacks is not a matter of the tree
  const isWhole = scan.repository.lacking === undefined
  const failure = cacheError ?? (await keep(isWhole ? cache : null, key, kept))
  return { ...kept, commit, repository, blobs, cacheError: failure }
}

async function keep(cache: RowsCache | null, key: string, kept: KeptRows): Promise<Error | null> {
  try {
    await cache?.put(key, JSON.stringify(kept))
    return null
  } catch (error) {
    if (error instanceof CacheError) return error
    throw error
  }
}
