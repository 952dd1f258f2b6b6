import { parseSource } from '#scanner/model/source.ts'
import { chosenValues, type FilterParameter, hidesUnrelated, type SiteFilter } from './site-filter.ts'

/** What of a filter the command line can do: the rest is one more reason for the page. */
export interface SitesCommand {
  readonly text: string
  /** Parts of the filter that the command has no option for. */
  readonly missing: readonly string[]
}

/** What the command has an option for. */
const optional: readonly FilterParameter[] = ['status', 'role', 'path', 'dir', 'subsystem']

/** The `pinwatch sites` that lists the same sites; `source` and `title` as a shell should get them. */
export function sitesCommand(
  filter: SiteFilter,
  { source, revision, title }: { readonly source: string; readonly revision: string; readonly title: string | null },
): SitesCommand {
  const statuses = chosenValues(filter, 'status')
  const roles = chosenValues(filter, 'role')
  const words = [
    'npx pinwatch sites',
    repoFlags(source),
    `--rev ${quote(revision)}`,
    ...(statuses.length > 0 ? [`--status ${statuses.join(',')}`] : []),
    ...(roles.length === 1 ? [`--role ${roles.join()}`] : []),
    ...chosenValues(filter, 'path').map((path) => `--path ${quote(path)}`),
    ...chosenValues(filter, 'dir').map((directory) => `--path ${quote(directory)}`),
    ...chosenValues(filter, 'subsystem').map((name) => `--subsystem ${quote(title ?? name)}`),
    ...(hidesUnrelated(filter) || statuses.length > 0 ? [] : ['--all']),
  ]
  const missing = filter.choices
    .filter(({ parameter, excluded }) => excluded || !optional.includes(parameter))
    .map(({ parameter, excluded }) => `${excluded ? 'no ' : ''}${parameter === 'q' ? 'text' : parameter}`)
  return { text: words.join(' '), missing: [...new Set(missing)] }
}

/** The options that name a tree: its repository and, where it is one, the folder of it. */
export function repoFlags(source: string): string {
  const parsed = parseSource(source)
  if (parsed.kind === 'wrong' || parsed.subdir === '') return `--repo ${quote(source)}`
  return `--repo ${quote(parsed.repository)} --subdir ${quote(parsed.subdir)}`
}

/** For a POSIX shell; plain words stay as they are. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
