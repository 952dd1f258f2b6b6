import { type Learnt, openFactsCache } from '#scanner/cache/open-facts-cache.ts'
import { type Memory, remember } from '#scanner/cache/remember.ts'
import { openLastingReader } from '#scanner/git/open-lasting-reader.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { type Commit, openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { spareLacking } from '#scanner/git/spare-lacking.ts'
import { judgeTree } from '#scanner/judge/judge-tree.ts'
import type { Judgement } from '#scanner/judge/judgement.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { calmEngine } from './calm-engine.ts'
import { type ChosenSelection, chooseSelection } from './choose-selection.ts'
import { compareContents } from './compare-contents.ts'
import { composeRows } from './compose-rows.ts'
import { coverPairs } from './cover-pairs.ts'
import { factsKey } from './facts-key.ts'
import { keepLatest, type Latest } from './keep-latest.ts'
import { openKnownFacts } from './known-facts.ts'
import { linkWithin } from './link-within.ts'
import { listFiles } from './list-files.ts'
import { loadBuilds } from './load-builds.ts'
import { lookAgain, recallNames } from './look-again.ts'
import { composeOutlinedTree, type OutlinedTree } from './outlined-tree.ts'
import type { KeyedFile } from './part-keys.ts'
import type { ReadingProgress } from './read-blobs.ts'
import { composeCoverage, type DigestedFiles, digestFiles, outlineFiles } from './read-files.ts'

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

/** The sites of one commit, or of some of its files. Rows have no owners yet: few of them are ever shown. */
export interface LinkedCommit {
  readonly commit: Commit
  readonly rows: readonly SiteRow[]
  readonly judgements: readonly Judgement[]
  readonly tree: LinkedTree
  readonly coverage: Coverage
  readonly chosen: ChosenSelection
}

/** Several commits of one repository, read one after another: what one has taught is known to the next. */
export interface Session {
  readonly repository: Repository
  /** For texts that can be done without: where one is lacking, the next one may be there. */
  readonly texts: ObjectReader
  list(oid: string): Promise<ListedTree>
  /** Which files of a commit are linked together. */
  outline(listed: ListedTree): Promise<OutlinedTree>
  /** All sites of a commit or, by the very same set each time, those of the parts that hold some of its files. */
  link(listed: ListedTree, within?: ReadonlySet<string>): Promise<LinkedCommit>
  /** `OutlinedTree.names`, without outlines where they are known. */
  names(listed: ListedTree): Promise<readonly string[]>
  /** What a commit's coverage is, where nobody asks for its sites. */
  cover(listed: ListedTree): Promise<Coverage>
  /** Keeps what was learnt. Rejects with `CacheError`. */
  save(): Promise<void>
  close(): void
}

/** Rejects with `GitError` or `CacheError`. Close it when done. */
export async function openSession(directory: string, options: SessionOptions): Promise<Session> {
  calmEngine('once')
  const { cacheHome } = options
  const cache = cacheHome === null ? null : openFactsCache(cacheHome, factsKey)
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

function filesOf({ files }: OutlinedTree, { files: linked }: LinkedTree): readonly KeyedFile[] {
  const paths = new Set(linked.map(({ path }) => path))
  return files.filter(({ path }) => paths.has(path))
}

/** So many commits are kept of each kind: the base of a range is asked for again and again. */
const linkedMax = 4
const outlinedMax = 16
const listedMax = 64

function compose(repository: Repository, memory: Memory, how: SessionOptions): Session {
  const listedTrees = keepLatest<string, Promise<ListedTree>>(listedMax)
  const outlinedTrees = keepLatest<string, Promise<OutlinedTree>>(outlinedMax)
  const wholly = keepLatest<string, Promise<LinkedCommit>>(linkedMax)
  const partly = new WeakMap<ReadonlySet<string>, Latest<string, Promise<LinkedCommit>>>()
  const contents = compareContents(memory)
  const { directory } = repository
  const facts = openKnownFacts({ ...how, directory, cache: memory, parsed: new Map() })
  /** What a partial clone lacks differs little from commit to commit; in any other nothing is. */
  const sparedTrees = new Map<string, Promise<Repository>>()
  const spared = ({ tree }: Commit): Promise<Repository> => {
    const known = sparedTrees.get(tree) ?? spareLacking(repository, tree)
    sparedTrees.set(tree, known)
    return known
  }
  const saveLearnt = async (digests: Learnt['digests'] = new Map()): Promise<void> => {
    const { verdicts, links } = facts.learnt
    await memory.save({ digests, verdicts, links })
    verdicts.clear()
    links.clear()
  }

  const list = async (oid: string): Promise<ListedTree> => {
    const commit = await resolveCommit(repository, oid)
    const { objects, lacking } = await spared(commit)
    const chosen = await chooseSelection({ objects }, commit, { subdir: how.subdir ?? '', include: [] })
    const listing = await listFiles(objects, commit.tree, chosen.selection, memory.digest)
    const digested = await digestFiles(directory, listing, memory, { ...how, lacking, objects })
    await memory.save(digested.learnt)
    const files = [...digested.root.files].sort(([a], [b]) => Number(a > b) - Number(a < b))
    const exact = files.map((entry) => entry.join('\0')).join('\n')
    const said = await Promise.all(files.map(([path, oid]) => contents.idOf(path, oid)))
    const signature = files.map(([path], index) => `${path}\0${said[index]}`).join('\n')
    return { commit, digested, chosen, signature, exact }
  }

  const outline = async ({ commit, digested, chosen: { selection } }: ListedTree): Promise<OutlinedTree> => {
    const { objects, lacking } = await spared(commit)
    const { root, learnt } = digested
    const { files, names, ...again } = await lookAgain(
      await outlineFiles(root.files, facts, selection.kernel),
      { oid: commit.tree, key: digested.key, selection, searched: root.searched },
      {
        directory,
        objects,
        cache: memory,
        workerEntry: how.workerEntry,
        lacking,
        facts,
        digestOf: (tree) => learnt.digests.get(tree) ?? memory.digest(tree),
      },
    )
    await saveLearnt(again.learnt.digests)
    return composeOutlinedTree(files, names, facts)
  }

  const link = async (listed: ListedTree, within: ReadonlySet<string> | null): Promise<LinkedCommit> => {
    const { commit, digested, chosen } = listed
    const { objects } = await spared(commit)
    const outlined = await session.outline(listed)
    const { declared } = outlined.parted.survey
    // how a tree that declares neither is judged depends on all of its sites
    const isKernel = declared.has('pin_user_pages') || declared.has('get_user_pages')
    const wanted = within !== null && isKernel ? within : new Set(outlined.files.map(({ path }) => path))
    const linking = { cache: memory, facts, kernel: chosen.selection.kernel }
    const { tree, pairsLeftOut, holdOf } = await linkWithin(outlined, wanted, linking)
    await saveLearnt()
    const judgements = judgeTree(
      tree,
      apiByName,
      await loadBuilds(objects, commit.tree, filesOf(outlined, tree)),
      holdOf,
    )
    const coverage = coverPairs(composeCoverage(digested, outlined.files), { pairsLeftOut })
    return { commit, rows: composeRows(tree, judgements, new Map()), judgements, tree, coverage, chosen }
  }

  const texts = openLastingReader(directory)
  const session: Session = {
    repository,
    texts,
    list: (oid) => listedTrees.get(oid, () => list(oid)),
    outline: (listed) => outlinedTrees.get(listed.exact, () => outline(listed)),
    async link(listed, within) {
      const known = within === undefined ? wholly : (partly.get(within) ?? keepLatest(linkedMax))
      if (within !== undefined) partly.set(within, known)
      const linked = await known.get(listed.exact, () => link(listed, within ?? null))
      return { ...linked, commit: listed.commit }
    },
    names: async (listed) => recallNames(listed.digested, memory) ?? (await session.outline(listed)).names,
    async cover({ digested, chosen: { selection } }) {
      const files = await outlineFiles(digested.root.files, facts, selection.kernel)
      await saveLearnt()
      return composeCoverage(digested, files)
    },
    save: () => memory.flush(),
    close: () => {
      texts.close()
      repository.close()
    },
  }
  return session
}
