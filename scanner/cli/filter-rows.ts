import type { Role } from '#scanner/model/api.ts'
import { matchGlob } from '#scanner/model/match-glob.ts'
import { parsePathGlob } from '#scanner/model/parse-glob.ts'
import type { SiteRow, Status } from '#scanner/model/site.ts'
import { suggestTitles } from './suggest-titles.ts'
import { UsageError } from './usage-error.ts'

export interface RowFilter {
  /** Globs, or paths of files and directories; empty is every path. */
  readonly paths: readonly string[]
  /** Titles of MAINTAINERS sections, case-insensitive; a site fits if any of its sections does. */
  readonly subsystems: readonly string[]
  readonly statuses: readonly Status[]
  readonly role: Role | null
  /** Also the unpaired generic releases. */
  readonly all: boolean
}

/** The rows that a user asked for. Throws `UsageError` for a subsystem that `titles` does not have. */
export function filterRows(rows: readonly SiteRow[], filter: RowFilter, titles: readonly string[]): readonly SiteRow[] {
  const fitsPath = compilePaths(filter.paths)
  const subsystems = new Set(filter.subsystems.map((name) => knownTitle(name, titles)))
  // who names a status wants it, unrelated ones too
  const showsUnrelated = filter.all || filter.statuses.includes('unrelated')
  return rows.filter(
    (row) =>
      (showsUnrelated || row.status !== 'unrelated') &&
      (filter.statuses.length === 0 || filter.statuses.includes(row.status)) &&
      (filter.role === null || filter.role === row.role) &&
      fitsPath(row.path) &&
      (subsystems.size === 0 || row.subsystems.some((title) => subsystems.has(title))),
  )
}

/** Whether a path is one of these files, lies below one of these directories or fits one of these globs. Throws `UsageError` for a wrong one. */
export function compilePaths(paths: readonly string[]): (path: string) => boolean {
  if (paths.length === 0) return () => true
  const tests = paths.map((pattern) => {
    const folder = pattern.replace(/^\.\//, '').replace(/\/+$/, '')
    if (pattern === '') throw new UsageError('--path is empty. Name a file, a directory or a glob, as drivers/media.')
    if (folder === '' || folder === '.') return () => true
    const glob = matchGlob(folder, parsePathGlob)
    if (glob.kind === 'wrong') throw new UsageError(`--path ${JSON.stringify(pattern)} ${glob.problem}.`)
    return (path: string) => path === folder || path.startsWith(`${folder}/`) || glob.matches(path)
  })
  return (path) => tests.some((test) => test(path))
}

function knownTitle(name: string, titles: readonly string[]): string {
  const wanted = name.toLowerCase()
  const title = titles.find((candidate) => candidate.toLowerCase() === wanted)
  if (title !== undefined) return title
  const near = suggestTitles(name, titles)
  const hint =
    near.length > 0
      ? `Did you mean ${near.map((candidate) => JSON.stringify(candidate)).join(', ')}?`
      : 'Titles are those of MAINTAINERS.'
  throw new UsageError(`--subsystem ${JSON.stringify(name)}: MAINTAINERS of this revision has no such section. ${hint}`)
}
