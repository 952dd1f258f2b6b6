import type { Log } from 'sarif'
import type { SiteRow } from '#scanner/model/site.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'
import { sarifResults, sarifSourceRoot } from './sarif-results.ts'
import { sarifRules } from './sarif-rules.ts'
import { withSuppressions } from './sarif-suppressions.ts'

export interface SarifOptions {
  /** Version of Pinwatch. */
  readonly version: string
  /** Full id of the scanned commit, or `null` where there is none to name. */
  readonly commit: string | null
  /** What people said of sites, by their id: sites that stay are suppressed. */
  readonly triage?: ReadonlyMap<string, Triage> | undefined
}

/**
 * A SARIF 2.1.0 log for code scanning: what asks for action, and findings. Exempt and uncounted sites are not in it.
 * The same rows give the same bytes: it holds no time and no path of this machine.
 */
export const formatSarif = (rows: readonly SiteRow[], { version, commit, triage }: SarifOptions): string => {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Pinwatch', version, rules: [...sarifRules] } },
        originalUriBaseIds: { [sarifSourceRoot]: { description: { text: 'The root of the kernel tree.' } } },
        // Our columns count bytes; up to the name of a call, kernel code is ASCII, where all three counts agree.
        columnKind: 'utf16CodeUnits',
        ...(commit === null ? {} : { properties: { commit } }),
        results: rows.flatMap((row) =>
          triage === undefined
            ? sarifResults(row)
            : sarifResults(row).map((result) => withSuppressions(result, triage.get(row.id), row.status)),
        ),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
