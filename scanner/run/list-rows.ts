import { CacheError } from '#scanner/cache/cache-error.ts'
import { openRowsCache, type RowsCache } from '#scanner/cache/open-rows-cache.ts'
import { type Commit, openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import type { ReadRemark } from '#scanner/model/remark-of.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { analysisVersion } from './analysis-version.ts'
import { calmEngine } from './calm-engine.ts'
import { coverPairs } from './cover-pairs.ts'
import { loadBuilds } from './load-builds.ts'
import type { ReadFiles } from './read-files.ts'
import { openKnown, readRevision } from './read-revision.ts'
import type { ScanOptions } from './scan-options.ts'
import { scanRows } from './scan-rows.ts'

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
  readonly blobs: ReadFiles['blobs']
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
  opened: Repository,
  options: ScanOptions,
  cache: RowsCache | null,
  key: string,
): Promise<RevisionRows> {
  calmEngine('once')
  const known = await openKnown(options)
  const { commit, repository, selection, owners, read, ...chosen } = await readRevision(opened, options, known)
  const builds = await loadBuilds(repository.objects, commit.tree, read.outlined.files)
  const sources = { cache: known.cache, facts: read.facts, kernel: selection.kernel }
  const { rows, strayRemarks, pairsLeftOut } = await scanRows(read.outlined, builds, sources)
  const saved = read.save()
  const { ownersOf, notices, sections } = await owners
  const ownerOf = await ownersOf([...new Set(rows.map(({ row }) => row.path))])
  const kept: KeptRows = {
    name: commit.name,
    rows: rows.map(({ row }) => ({ ...row, ...ownerOf.get(row.path) })),
    coverage: coverPairs(read.coverage, { pairsLeftOut }),
    titles: sections.map(({ title }) => title),
    remarks: rows.flatMap(({ remark }, index) => (remark === null ? [] : [[index, remark] as const])),
    strayRemarks,
    notices: [...chosen.notices, ...notices],
  }
  // what a partial clone lacks is not a matter of the tree
  const isWhole = repository.lacking === undefined
  const failure = (await saved) ?? (await keep(isWhole ? cache : null, key, kept))
  return { ...kept, commit, repository, blobs: read.blobs, cacheError: failure }
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
