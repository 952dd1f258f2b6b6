import { attributeEvent } from '#scanner/attribute/attribute-event.ts'
import { importedFilesMin, isImport } from '#scanner/attribute/is-import.ts'
import { traceSites } from '#scanner/attribute/trace-sites.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { isAncestor } from '#scanner/git/is-ancestor.ts'
import { listAuthorship } from '#scanner/git/list-authorship.ts'
import { type CommitChanges, listCommitChanges } from '#scanner/git/list-commit-changes.ts'
import { listShallow } from '#scanner/git/list-shallow.ts'
import { logPaths } from '#scanner/git/log-paths.ts'
import { type ObjectReader, openObjectReader } from '#scanner/git/open-object-reader.ts'
import type { Authorship } from '#scanner/model/authorship.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { KnownSite } from '#scanner/model/match.ts'
import type { OpenEvent, TwoPlaces } from '#scanner/model/open-event.ts'
import { listDeciding, listDefinitions } from './list-definitions.ts'
import { listPassedOn } from './list-passed-on.ts'
import { matchRead } from './match-read.ts'
import { readSites } from './read-sites.ts'

/** Two revisions of a line that follow one another, by their commits, and what happened between them. */
export interface AttributionStep {
  readonly from: string
  readonly to: string
  readonly events: readonly OpenEvent[]
  /** The sites of the earlier revision. */
  readonly earlier: readonly KnownSite[]
  /** Acquires inside the definition of an API, in either revision. */
  readonly defining: { readonly before: readonly KnownSite[]; readonly after: readonly KnownSite[] }
}

/** The commit of each event, by the event's id. What is not in it happened between the two revisions, and nobody can say when. */
export type Attributions = ReadonlyMap<number, Authorship>

/**
 * Finds the commits of a step's events. Only commits that touch the paths of these are looked at, and only their blobs are read. Where the
 * repository has no history between the two, or not all of it, fewer are found; nothing is invented, and that is no error.
 */
export async function attributeStep(directory: string, step: AttributionStep): Promise<Attributions> {
  try {
    if (!(await isAncestor(directory, step.from, step.to))) return new Map()
    return await attribute(directory, step)
  } catch (error) {
    // a clone without trees, or one that lost some
    if (error instanceof GitError && (error.code === 'missing-object' || error.code === 'corrupt-object'))
      return new Map()
    throw error
  }
}

/** Files that come into a step under other names than those of its ends are few, and seldom have had two of them. */
const roundsMax = 5

async function attribute(directory: string, step: AttributionStep): Promise<Attributions> {
  const deciding = await decideHolds(directory, step)
  const paths = listPaths([...step.events.flatMap((event) => [event, ...event.ends]), ...[...deciding.values()].flat()])
  for (let round = 1; ; round++) {
    const found = await findCommits(directory, step, { paths, deciding })
    const responsible = [...new Set(found.values())].filter((commit) => commit !== null)
    const changes = await listCommitChanges(directory, responsible, { changesMax: importedFilesMin })
    const written = await listWritten(directory, changes)
    const passedOn = await listPassedOn(directory, written, paths)
    if (passedOn.size > 0 && round < roundsMax) {
      for (const path of passedOn) paths.add(path)
      continue
    }
    const commits = written.map(({ commit }) => commit)
    const authorship = new Map((await listAuthorship(directory, commits)).map((one) => [one.commit, one]))
    return new Map(
      [...found].flatMap(([id, commit]) => {
        const author = authorship.get(commit ?? '')
        return author === undefined ? [] : [[id, author] as const]
      }),
    )
  }
}

/** The commit of each event, as far as the history of the paths tells. */
async function findCommits(
  directory: string,
  { from, to, events, earlier }: AttributionStep,
  { paths, deciding }: { readonly paths: ReadonlySet<string>; readonly deciding: Deciding },
): Promise<ReadonlyMap<number, string | null>> {
  const commits = await logPaths(directory, { from, to, paths: [...paths] })
  const blobs = commits.flatMap(({ changes }) =>
    changes
      .flat()
      .flatMap(({ path, before, after }) => [before, after].flatMap((oid) => (oid === null ? [] : [{ path, oid }]))),
  )
  const shallow = await listShallow(directory)
  const history = traceSites({
    commits,
    sitesOf: await readSites(directory, blobs),
    isCut: (commit) => shallow.has(commit),
    earlier: earlier.filter(({ path }) => paths.has(path)),
    match: matchRead,
  })
  return new Map(events.map((event) => [event.id, attributeEvent(history, event, deciding.get(event.id))]))
}

function listPaths(sites: readonly TwoPlaces[]): Set<string> {
  return new Set(sites.flatMap(({ before, after }) => [before, after].flatMap((place) => place?.path ?? [])))
}

/** By event: the calls that decide how the functions hold pages which it and its other ends call. */
type Deciding = ReadonlyMap<number, readonly TwoPlaces[]>

async function decideHolds(directory: string, { from, to, events, defining }: AttributionStep): Promise<Deciding> {
  const apisOf = (event: OpenEvent) =>
    new Set([event, ...event.ends].flatMap(({ before, after }) => [before, after].flatMap((place) => place?.api ?? [])))
  const asking = events.filter((event) => [...apisOf(event)].some((api) => apiByName.get(api)?.hold === 'carrier'))
  if (asking.length === 0) return new Map()
  const objects = openObjectReader(directory)
  try {
    const before = await listDefinitions(objects, from, defining.before)
    const after = await listDefinitions(objects, to, defining.after)
    return new Map(
      asking.map((event) => {
        const was = new Map(listDeciding(before, apisOf(event)).map((site) => [site.key, site]))
        const is = new Map(listDeciding(after, apisOf(event)).map((site) => [site.key, site]))
        const keys = [...new Set([...was.keys(), ...is.keys()])]
        return [event.id, keys.map((key) => ({ key, before: was.get(key) ?? null, after: is.get(key) ?? null }))]
      }),
    )
  } finally {
    objects.close()
  }
}

/** Those of the commits that somebody wrote: no imported trees. */
async function listWritten(
  directory: string,
  changes: ReadonlyMap<string, CommitChanges>,
): Promise<readonly CommitChanges[]> {
  const objects = openObjectReader(directory)
  try {
    const written: CommitChanges[] = []
    for (const changed of changes.values()) if (!(await isImported(objects, changed))) written.push(changed)
    return written
  } finally {
    objects.close()
  }
}

async function isImported(objects: ObjectReader, { count, changes }: CommitChanges): Promise<boolean> {
  const makefile = changes.find(({ path }) => path === 'Makefile')
  if (makefile === undefined) return isImport({ files: count, makefile: null })
  const read = async (oid: string | null) =>
    oid === null ? null : ((await objects.read(oid))?.content.toString('latin1') ?? null)
  const [before = null] = makefile.before
  return isImport({ files: count, makefile: { before: await read(before), after: await read(makefile.after) } })
}
