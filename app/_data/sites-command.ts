import { hidesUnrelated, type SiteFilter } from './site-filter.ts'

/** What of a filter the command line can do: the rest is one more reason for the page. */
export interface SitesCommand {
  readonly text: string
  /** Parts of the filter that the command has no option for. */
  readonly missing: readonly string[]
}

/** The `pinwatch sites` that lists the same sites; `source` and `title` as a shell should get them. */
export function sitesCommand(
  filter: SiteFilter,
  { source, revision, title }: { readonly source: string; readonly revision: string; readonly title: string | null },
): SitesCommand {
  const { statuses, role, family, api, finding, subsystem, maintainer, path, text } = filter
  const words = [
    'npx pinwatch sites',
    `--repo ${quote(source)}`,
    `--rev ${quote(revision)}`,
    ...(statuses.length > 0 ? [`--status ${statuses.join(',')}`] : []),
    ...(role === null ? [] : [`--role ${role}`]),
    ...(path === null ? [] : [`--path ${quote(path)}`]),
    ...(subsystem === null ? [] : [`--subsystem ${quote(title ?? subsystem)}`]),
    ...(hidesUnrelated(filter) || statuses.length > 0 ? [] : ['--all']),
  ]
  const missing = Object.entries({ family, api, finding, maintainer, text }).filter(([, value]) => value !== null)
  return { text: words.join(' '), missing: missing.map(([name]) => name) }
}

/** For a POSIX shell; plain words stay as they are. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
