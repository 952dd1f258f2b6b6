import { openFactsCache } from '#scanner/cache/open-facts-cache.ts'
import { type Memory, remember } from '#scanner/cache/remember.ts'
import { type Commit, openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { spareLacking } from '#scanner/git/spare-lacking.ts'
import { judgeTree } from '#scanner/judge/judge-tree.ts'
import type { Judgement } from '#scanner/judge/judgement.ts'
import { linkTree } from '#scanner/link/link-tree.ts'
import { apiByName, catalogueVersion } from '#scanner/model/catalogue/index.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import type { LinkedTree, SourceFile } from '#scanner/model/linked.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { readerVersion } from '#scanner/read/read-facts.ts'
import { calmEngine } from './calm-engine.ts'
import { type ChosenSelection, chooseSelection } from './choose-selection.ts'
import { compareContents } from './compare-contents.ts'
import { composeRows } from './compose-rows.ts'
import { coverPairs } from './cover-pairs.ts'
import { listFiles } from './list-files.ts'
import { loadBuilds } from './load-builds.ts'
import { lookAgain, recallNames } from './look-again.ts'
import type { ReadingProgress } from './read-blobs.ts'
import { composeCoverage, type DigestedFiles, digestFiles, loadFacts } from './read-files.ts'

export interface SessionOptions {
  /** Folder of the repository that is looked at; all of it if absent. */
  readonly subdir?: string
  /** Folder of the facts cache; `null`: what is learnt is forgotten at the end. */
  readonly cacheHome: string | null
  /** Module that runs `runReadWorker()` when started as a thread; `null` reads in this one. */
  readonly workerEntry: URL | null
  readonly onProgress?: ReadingProgress
}

/** One commit, as far as it is listed: which files name an API. */
export interface ListedTree {
  readonly commit: Commit
  readonly digested: DigestedFiles
  readonly chosen: ChosenSelection
  /** Equal for two commits of a session whose files say the same of pages, whatever the lines that they say it on: then their sites are the same. */
  readonly signature: string
  /** Equal only for two commits whose files with facts are the same, blob for blob. */
  readonly exact: string
}

/** The sites of one commit. Rows have no owners yet: few of them are ever shown. */
export interface LinkedCommit {
  readonly commit: Commit
  readonly rows: readonly SiteRow[]
  readonly judgements: readonly Judgement[]
  readonly tree: LinkedTree
  readonly coverage: Coverage
  readonly chosen: ChosenSelection
  /** By what names pages are taken and dropped, besides those of the catalogue. */
  readonly names: readonly string[]
}

/** Several commits of one repository, read one after another: what one has taught is known to the next. */
export interface Session {
  readonly repository: Repository
  list(oid: string): Promise<ListedTree>
  link(listed: ListedTree): Promise<LinkedCommit>
  /** `LinkedCommit.names`, without linking where they are known. */
  names(listed: ListedTree): Promise<readonly string[]>
  /** What a commit's coverage is, where nobody asks for its sites. */
  cover(listed: ListedTree): Promise<Coverage>
  /** Keeps what was learnt. Rejects with `CacheError`. */
  save(): Promise<void>
  close(): void
}

/** Rejects with `GitError` or `CacheError`. Close it when done. */
export async function openSession(directory: string, options: SessionOptions): Promise<Session> {
  calmEngine()
  const { cacheHome } = options
  const cache = cacheHome === null ? null : openFactsCache(cacheHome, { readerVersion, catalogueVersion })
  // a cache that fails while git does is one error too many
  cache?.catch(() => {})
  const repository = await openRepository(directory)
  try {
    return compose(repository, remember(await cache), options)
  } catch (error) {
    repository.close()
    throw error
  }
}

/** So many linked commits are kept: the base of a range is asked for again and again. */
const linkedMax = 4

function compose(repository: Repository, memory: Memory, how: SessionOptions): Session {
  const linked = new Map<string, LinkedCommit>()
  const contents = compareContents(memory)
  const parsed = new Map<string, SourceFile['facts']>()
  const { directory } = repository
  /** What a partial clone lacks differs little from commit to commit; in any other nothing is. */
  const sparedTrees = new Map<string, Promise<Repository>>()
  const spared = ({ tree }: Commit): Promise<Repository> => {
    const known = sparedTrees.get(tree) ?? spareLacking(repository, tree)
    sparedTrees.set(tree, known)
    return known
  }
  const session: Session = {
    repository,
    async names(listed) {
      return recallNames(listed.digested, memory) ?? (await session.link(listed)).names
    },
    async list(oid) {
      const commit = await resolveCommit(repository, oid)
      const { objects, lacking } = await spared(commit)
      const chosen = await chooseSelection({ objects }, commit, { subdir: how.subdir ?? '', include: [] })
      const listing = await listFiles(objects, commit.tree, chosen.selection, memory.digest)
      const digested = await digestFiles(directory, listing, memory, { ...how, lacking })
      await memory.save(digested.learnt)
      const files = [...digested.root.files].sort(([a], [b]) => Number(a > b) - Number(a < b))
      const exact = files.map((entry) => entry.join('\0')).join('\n')
      const said = await Promise.all(files.map(([path, oid]) => contents.idOf(path, oid)))
      const signature = files.map(([path], index) => `${path}\0${said[index]}`).join('\n')
      return { commit, digested, chosen, signature, exact }
    },
    async cover({ digested, chosen: { selection } }) {
      const { files, read } = await loadFacts(directory, { ...digested, selection }, memory, how, parsed)
      await memory.save({ digests: new Map(), verdicts: read })
      return composeCoverage(digested, files)
    },
    async link({ commit, digested, chosen, exact }) {
      const { selection } = chosen
      const same = linked.get(exact)
      if (same !== undefined) {
        linked.delete(exact)
        linked.set(exact, same)
        return { ...same, commit }
      }
      const { objects, lacking } = await spared(commit)
      const first = await loadFacts(directory, { ...digested, selection }, memory, how, parsed)
      const { root, learnt } = digested
      const { files, trace, names, ...again } = await lookAgain(
        first.files,
        { oid: commit.tree, key: digested.key, selection, searched: root.searched },
        {
          directory,
          objects,
          cache: memory,
          workerEntry: how.workerEntry,
          lacking,
          parsed,
          digestOf: (tree) => learnt.digests.get(tree) ?? memory.digest(tree),
        },
      )
      const { digests } = again.learnt
      await memory.save({ digests, verdicts: new Map([...first.read, ...again.learnt.verdicts]) })
      const tree = linkTree(files, apiByName, trace ?? undefined)
      const judgements = judgeTree(tree, apiByName, await loadBuilds(objects, commit.tree, files))
      const rows = composeRows(tree, judgements, new Map())
      const made = {
        commit,
        rows,
        judgements,
        tree,
        coverage: coverPairs(composeCoverage(digested, files), tree),
        chosen,
        names,
      }
      const [oldest] = linked.keys()
      if (linked.size >= linkedMax && oldest !== undefined) linked.delete(oldest)
      linked.set(exact, made)
      return made
    },
    save: () => memory.flush(),
    close: () => repository.close(),
  }
  return session
}
