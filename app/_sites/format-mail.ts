import { formatAddress } from '#scanner/model/format-address.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SiteRow } from '#scanner/model/site.ts'

/** As wide as a mail about the kernel is. */
const widthMax = 72

export interface MailHead {
  readonly title: string
  /** Where the same list can be seen. */
  readonly url: string
}

/**
 * A list as plain text for a mail: by section, each with its people, a site as `path:line function api -> target`. Lines are wrapped at 72
 * columns where something can be: a path is never broken.
 */
export function formatMail(rows: readonly SiteRow[], { title, url }: MailHead): string {
  const sections = [...groupBy(rows, ({ subsystem }) => subsystem ?? 'No section but THE REST')]
  return [title, url, ...sections.flatMap(([name, sites]) => ['', ...formatSection(name, sites)]), ''].join('\n')
}

function formatSection(name: string, sites: readonly SiteRow[]): readonly string[] {
  const [first] = sites
  const people = (first?.maintainers ?? []).map(formatAddress)
  return [name, ...people.map((person) => `  ${person}`), ...sites.flatMap(formatSite)]
}

function formatSite({ path, line, function: name, api, target, status }: SiteRow): readonly string[] {
  const place = `- ${path}:${line}`
  const call = `${name === null ? '' : `${name}() `}${api}${target === null ? '' : ` -> ${target}`}`
  const said = status === 'unconverted' ? '' : ` [${status}]`
  const whole = `${place} ${call}${said}`
  if (whole.length <= widthMax) return [whole]
  const second = `  ${call}${said}`
  if (second.length <= widthMax) return [place, second]
  return [
    place,
    ...(name === null ? [] : [`  ${name}()`]),
    `  ${api}${said}`,
    ...(target === null ? [] : [`  -> ${target}`]),
  ]
}
