import { stringify } from 'csv-stringify/sync'
import { formatAddress } from './format-address.ts'
import { printable } from './printable.ts'
import type { SiteRow } from './site.ts'
import type { SiteItem } from './site-item.ts'
import type { Triage } from './triage/triage.ts'

/** Not `;` or `,`: a spreadsheet set to either would split the cell. */
const separator = ' | '

/**
 * One line a site under a header, comma-separated, lists joined within their cell, `null` as an empty cell.
 * A text that a spreadsheet would run as a formula (leading `=`, `+`, `-`, `@`) gets a `'` in front: names and
 * paths come from the scanned tree. With what people said of sites, by their id, columns for it follow.
 */
export const formatCsv = (rows: readonly SiteRow[], triage?: ReadonlyMap<string, Triage>): string =>
  triage === undefined
    ? toCsv(rows.map(csvRecord), csvColumns)
    : toCsv(
        rows.map((row) => ({ ...csvRecord(row), ...triageRecord(triage.get(row.id)) })),
        [...csvColumns, ...triageColumns],
      )

/** The same of what a server knows: judgements, claims, and in which revision each site appeared. */
export const formatItemsCsv = (items: readonly SiteItem[]): string =>
  toCsv(
    items.map((item) => ({
      ...csvRecord(item),
      ...triageRecord(item.triage ?? undefined),
      claims: item.claims.map(({ person, state }) => `${person} (${state})`).join(separator),
      appeared: item.appeared,
      priority: item.priority ?? 'normal',
    })),
    [...csvColumns, ...triageColumns, 'claims', 'appeared', 'priority'],
  )

type Cell = string | number | boolean | null

const toCsv = (records: readonly Readonly<Record<string, Cell>>[], columns: readonly string[]): string =>
  stringify([...records], {
    header: true,
    columns: [...columns],
    cast: { boolean: String, string: safeCell },
  })

/** Blanks in front do not keep a spreadsheet from it, nor do the wide forms of these characters. */
const formula = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/

/** What moves a terminal's cursor or a spreadsheet's hand is shown instead of done. */
function safeCell(text: string): string {
  const plain = printable(text)
  return formula.test(plain) ? `'${plain}` : plain
}

const csvColumns = [
  'id',
  'path',
  'line',
  'column',
  'function',
  'ordinal',
  'api',
  'role',
  'family',
  'class',
  'target',
  'status',
  'reason',
  'case',
  'longterm',
  'findings',
  'pairs',
  'via',
  'subsystem',
  'subsystems',
  'maintainers',
] as const

const csvRecord = (row: SiteRow): Record<(typeof csvColumns)[number], Cell> => ({
  id: row.id,
  path: row.path,
  line: row.line,
  column: row.column,
  function: row.function,
  ordinal: row.ordinal,
  api: row.api,
  role: row.role,
  family: row.family,
  class: row.class,
  target: row.target,
  status: row.status,
  reason: row.reason,
  case: row.case,
  longterm: row.longterm,
  findings: row.findings.join(separator),
  pairs: row.pairs.map((end) => `${end.api} ${end.path}:${end.line} (${end.rule}, ${end.grade})`).join(separator),
  via: row.via
    .map((via) => `${via.path}:${via.line}${via.function === null ? '' : ` ${via.function}`}`)
    .join(separator),
  subsystem: row.subsystem,
  subsystems: row.subsystems.join(separator),
  maintainers: row.maintainers.map((person) => `${formatAddress(person)} (${person.role})`).join(separator),
})

const triageColumns = [
  'triage_verdict',
  'triage_case',
  'triage_reason',
  'triage_text',
  'triage_link',
  'triage_by',
  'triage_date',
] as const

const triageRecord = (triage: Triage | undefined): Record<(typeof triageColumns)[number], Cell> => ({
  triage_verdict: triage?.verdict ?? null,
  triage_case: triage?.case ?? null,
  triage_reason: triage?.reason ?? null,
  triage_text: triage?.text ?? null,
  triage_link: triage?.link ?? null,
  triage_by: triage?.by ?? null,
  triage_date: triage?.date ?? null,
})
