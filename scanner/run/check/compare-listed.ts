import type { Changes } from '#scanner/git/list-changes.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { ListedTree } from '../open-session.ts'

type Digested = ListedTree['digested']

/** What became of files that two listed commits both have, by their blobs; `null` where one lacks a file: whether it was renamed only git knows. */
export function compareListed(earlier: Digested, later: Digested, paths: readonly string[]): Changes | null {
  const [before, after] = [blobsOf(earlier), blobsOf(later)]
  if (!paths.every((path) => before.has(path) && after.has(path))) return null
  return { renames: [], changed: new Set(paths.filter((path) => before.get(path) !== after.get(path))) }
}

const blobsOf = rememberBy(({ root }: Digested): ReadonlyMap<string, string> => new Map(root.files))
