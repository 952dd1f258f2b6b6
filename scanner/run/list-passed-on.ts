import type { CommitChanges } from '#scanner/git/list-commit-changes.ts'
import type { MatchSite } from '#scanner/model/match.ts'
import { isSourceName } from '#scanner/model/source-name.ts'
import { matchRead } from './match-read.ts'
import { readSites } from './read-sites.ts'

/**
 * Files that nobody asked for, and that a commit took calls from or put calls into which the asked for ones have: it renamed a file
 * that came in the same step, or moved a function where another commit took it out. Without them it would seem to have added or removed
 * what it only moved. Only what these commits changed is read.
 */
export async function listPassedOn(
  directory: string,
  commits: Iterable<CommitChanges>,
  known: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const passed = new Set<string>()
  const changed = [...commits].map(({ changes }) =>
    changes.flatMap(({ path, before, after }) =>
      // a merge is compared with its sides by now
      before.length === 1 && isSourceName(path) ? [{ path, before: before[0] ?? null, after }] : [],
    ),
  )
  // what touches only files that are known has passed nothing on
  const wide = changed.filter((files) => files.some(({ path }) => !known.has(path)))
  const blobs = wide
    .flat()
    .flatMap(({ path, before, after }) => [before, after].flatMap((oid) => (oid === null ? [] : [{ path, oid }])))
  const sitesOf = await readSites(directory, blobs)
  for (const files of wide) {
    const earlier: MatchSite[] = files.flatMap(({ path, before }) =>
      before === null ? [] : (sitesOf(path, before) ?? []),
    )
    const later: MatchSite[] = files.flatMap(({ path, after }) => (after === null ? [] : (sitesOf(path, after) ?? [])))
    for (const match of matchRead(earlier, later)) {
      const ends = [earlier[match.earlier]?.path ?? '', later[match.later]?.path ?? '']
      if (ends.some((path) => known.has(path))) for (const path of ends) if (!known.has(path)) passed.add(path)
    }
  }
  return passed
}
