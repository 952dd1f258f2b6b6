import { type Changes, listChanges } from '#scanner/git/list-changes.ts'
import { type ObjectReader, openObjectReader } from '#scanner/git/open-object-reader.ts'
import { readPath } from '#scanner/git/read-path.ts'
import type { Side } from '#scanner/match/match-context.ts'
import { listUnsettled } from '#scanner/match/match-sites.ts'
import type { KnownSite, MatchSite } from '#scanner/model/match.ts'
import { assignKeys, type NewSite } from './assign-keys.ts'
import { textAround } from './text-around.ts'

export interface IdentifyOptions {
  /** Repository with both commits, or with the later one alone: then texts of the earlier one are not looked at. */
  readonly directory: string
  /** Ids of commits. */
  readonly earlierCommit: string
  readonly laterCommit: string
  readonly earlier: readonly KnownSite[]
  readonly rows: readonly NewSite[]
  /** What became of paths between the commits, where that is known without git. */
  readonly changesOf?: (paths: readonly string[]) => Changes | null
  /** Reads texts of both commits, and is nobody else's that could not do without; unless given, one that lives as long as this takes. */
  readonly texts?: ObjectReader
}

/**
 * The identity of each row of a revision, in their order, given the sites of the revision before. Texts and renames are asked of git for
 * the files of those sites alone that names do not settle, and texts only of files that changed: between point releases a handful, between 6.1 and
 * 6.12 some hundred.
 */
export async function identifySites(options: IdentifyOptions): Promise<readonly string[]> {
  const { directory, earlierCommit, laterCommit, earlier, rows, texts: reader } = options
  const unsettled = listUnsettled(earlier, rows)
  const paths = { earlier: pathsOf(earlier, unsettled.earlier), later: pathsOf(rows, unsettled.later) }
  const commits = { earlier: earlierCommit, later: laterCommit }
  const either = [...new Set([...paths.earlier, ...paths.later])].sort()
  const known = options.changesOf?.(either) ?? null
  const changes = known ?? (await listChanges(directory, earlierCommit, laterCommit, either))
  const hasChanged = (path: string) => changes === null || changes.changed.has(path)
  const [before, after] = await Promise.all([
    readTexts(directory, commits.earlier, paths.earlier.filter(hasChanged), reader),
    readTexts(directory, commits.later, paths.later.filter(hasChanged), reader),
  ])
  const texts = { earlier: before, later: after }
  const sites = { earlier, later: rows }
  const textOf = (side: Side, index: number) => {
    const site = sites[side][index]
    const lines = site === undefined ? undefined : texts[side].get(site.path)
    return site === undefined || lines === undefined ? null : textAround(lines, site)
  }
  return assignKeys(rows, earlier, { renames: changes?.renames ?? [], textOf })
}

function pathsOf(sites: readonly MatchSite[], indexes: readonly number[]): readonly string[] {
  return [...new Set(indexes.flatMap((index) => sites[index]?.path ?? []))]
}

/** Lines of files of a commit; those that are not there are left out, and all of them where git does not know the commit. */
async function readTexts(
  directory: string,
  commit: string,
  paths: readonly string[],
  reader?: ObjectReader,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = new Map<string, readonly string[]>()
  if (paths.length === 0) return texts
  const objects = reader ?? openObjectReader(directory)
  try {
    // a rewritten branch may have taken its objects with it: names alone must do then
    if ((await objects.read(`${commit}^{tree}`)) === null) return texts
    await Promise.all(
      paths.map(async (path) => {
        const object = await readPath(objects, commit, path).catch(() => null)
        if (object !== null) texts.set(path, object.content.toString('latin1').split('\n'))
      }),
    )
    return texts
  } finally {
    if (reader === undefined) objects.close()
  }
}
