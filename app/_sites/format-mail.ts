import { formatAddress } from '#scanner/model/format-address.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SiteItem } from '#scanner/model/site-item.ts'
import { oneLine } from '#scanner/model/telling/one-line.ts'
import { wrapText } from '#scanner/model/telling/wrap-text.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'

/** As wide as a mail about the kernel is. */
const widthMax = 72

export interface MailHead {
  readonly title: string
  /** Where the same list can be seen. */
  readonly url: string
}

/**
 * A list as plain text for a mail: by section, each with its people, a site as `path:line function api -> target`, and below it who works on it
 * and what is decided of it. Lines are wrapped at 72 columns where something can be: a path is never broken.
 */
export function formatMail(rows: readonly SiteItem[], { title, url }: MailHead): string {
  const sections = [...groupBy(rows, ({ subsystem }) => subsystem ?? 'No section but THE REST')]
  return [title, url, ...sections.flatMap(([name, sites]) => ['', ...formatSection(name, sites)]), ''].join('\n')
}

function formatSection(name: string, sites: readonly SiteItem[]): readonly string[] {
  const [first] = sites
  const people = (first?.maintainers ?? []).map(formatAddress)
  return [
    name,
    ...people.map((person) => `  ${person}`),
    ...sites.flatMap((site) => [...formatSite(site), ...formatWords(site)]),
  ]
}

function formatSite({ path, line, function: name, api, target, status }: SiteItem): readonly string[] {
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

/** What people say of it, in lines of their own. */
function formatWords({ claims, triage, priority }: SiteItem): readonly string[] {
  const working = claims.map(({ person, state }) => (state === 'claimed' ? person : `${person} (${state})`))
  return [
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...(working.length === 0 ? [] : [`claimed by ${working.join(', ')}`]),
    ...(triage === null ? [] : [`judged ${judgement(triage)} by ${triage.by}, ${triage.date.slice(0, 10)}`]),
  ].map((said) => wrapText(oneLine(said), '  '))
}

function judgement({ verdict, case: number, reason }: Triage): string {
  const word = verdict === 'case' ? `case ${number}` : number === undefined ? verdict : `${verdict} (case ${number})`
  return reason === undefined ? word : `${word}: ${reason}`
}
