import type { SiteRow } from './site.ts'

/**
 * A row of the stable contract, version 1 (`public/schema/site-v1.json`), as one line that ends in a line break.
 * Objects are rebuilt so that the order of keys is the contract's, whatever order they were made in.
 */
export function formatRow(row: SiteRow): string {
  return `${JSON.stringify(inContractOrder(row))}\n`
}

const inContractOrder = (row: SiteRow): SiteRow => ({
  v: row.v,
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
  findings: row.findings,
  pairs: row.pairs.map((end) => ({
    id: end.id,
    path: end.path,
    line: end.line,
    function: end.function,
    api: end.api,
    rule: end.rule,
    grade: end.grade,
  })),
  via: row.via.map(({ path, line, function: name }) => ({ path, line, function: name })),
  subsystem: row.subsystem,
  subsystems: row.subsystems,
  maintainers: row.maintainers.map(({ name, email, role }) => ({ name, email, role })),
})
