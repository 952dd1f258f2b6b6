import { printable } from '#scanner/model/printable.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'

/** What a person said of a site, for a table: `# stays, case 4 (read only) by Old Hand`. */
export function triageNote({ verdict, case: picked, reason, text, by }: Triage): string {
  const what = verdict === 'case' ? `case ${picked}` : picked === undefined ? verdict : `${verdict}, case ${picked}`
  const why = reason ?? text
  return printable(`# ${what}${why === undefined ? '' : ` (${why})`} by ${by}`)
}
