import { type FactsCache, openFactsCache } from '#scanner/cache/open-facts-cache.ts'
import { type Commit, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { spareLacking } from '#scanner/git/spare-lacking.ts'
import { ownersFolder, type Selection } from '#scanner/model/selection.ts'
import { chooseSelection } from './choose-selection.ts'
import { factsKey } from './facts-key.ts'
import type { ParsedFacts } from './facts-memory.ts'
import { listFiles } from './list-files.ts'
import { loadOwners, type Owners } from './load-owners.ts'
import { type ReadFiles, readFiles } from './read-files.ts'
import type { ScanOptions } from './scan-options.ts'

/** What earlier revisions taught. */
export interface Known {
  readonly cache: FactsCache | null
  readonly parsed: ParsedFacts
}

export async function openKnown({ cacheHome, memory }: Pick<ScanOptions, 'cacheHome' | 'memory'>): Promise<Known> {
  if (memory !== undefined) return memory.next()
  return { cache: cacheHome === null ? null : await openFactsCache(cacheHome, factsKey), parsed: new Map() }
}

/** A revision whose files are read, and not linked yet. */
export interface ReadRevision {
  readonly commit: Commit
  /** That which was given, but for what a partial clone lacks. */
  readonly repository: Repository
  readonly selection: Selection
  /** About what was chosen to be looked at. */
  readonly notices: readonly string[]
  readonly owners: Promise<Owners>
  readonly read: ReadFiles
}

/** git → read: all that a scan begins with. Rejects with `GitError` or `CacheError`. */
export async function readRevision(
  opened: Repository,
  options: ScanOptions,
  { cache, parsed }: Known,
): Promise<ReadRevision> {
  const commit = await resolveCommit(opened, options.rev)
  const repository = await spareLacking(opened, commit.tree)
  const wanted = { subdir: options.subdir ?? '', include: options.include }
  const { selection, notices } = await chooseSelection(repository, commit, wanted)
  const owners = loadOwners(repository, commit, ownersFolder(selection))
  owners.catch(() => {})
  const { objects, lacking } = repository
  const listing = await listFiles(objects, commit.tree, selection, (key) => cache?.digest(key) ?? null)
  const how = { ...options, lacking, objects, parsed }
  const read = await readFiles(repository, listing, { tree: commit.tree, selection }, cache, how)
  return { commit, repository, selection, notices, owners, read }
}
