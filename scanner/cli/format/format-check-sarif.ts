import type { Log, ReportingDescriptor, Result } from 'sarif'
import { type CheckFinding, type CheckKind, type CheckReport, checkKinds } from '#scanner/model/check.ts'
import { sarifLocation, sarifSourceRoot } from './sarif-results.ts'

const sentences: Readonly<Record<CheckKind, string>> = {
  'new-mismatched': 'Pages are taken by one family of calls and dropped by the other, and were not before.',
  'lost-release': 'A call that takes or drops pages lost its other half.',
  'leaking-exit': 'A way out of the function leaves pages that the others drop.',
  'new-unconverted': 'User pages are taken with plain references where they were not before.',
  'flag-at-call': 'A flag stands at a call that the API sets itself.',
  'longterm-missing': 'Pages are kept for long without FOLL_LONGTERM.',
  'to-check': 'Something to look at: the evidence does not suffice to say that it is wrong.',
}

const rules: readonly ReportingDescriptor[] = checkKinds.map((kind) => ({
  id: kind,
  shortDescription: { text: sentences[kind] },
  defaultConfiguration: { level: kind === 'to-check' ? 'warning' : 'error' },
}))

/** What a range adds or makes worse as a SARIF 2.1.0 log. A result keeps its fingerprint as long as its site keeps path, function, API and ordinal. */
export function formatCheckSarif({ range, findings }: CheckReport, { version }: { readonly version: string }): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Pinwatch', version, rules: [...rules] } },
        automationDetails: { id: 'pinwatch/check/' },
        originalUriBaseIds: { [sarifSourceRoot]: { description: { text: 'The root of the kernel tree.' } } },
        columnKind: 'utf16CodeUnits',
        properties: { base: range.base.commit, head: range.head.commit },
        results: findings.map(toResult),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function toResult({ kind, severity, site, other, commit, mendedBy, message, code }: CheckFinding): Result {
  const related = other === null ? [] : [{ id: 1, ...sarifLocation(other), message: { text: `${other.api}()` } }]
  const { physicalLocation, ...rest } = sarifLocation(site)
  const region = { ...physicalLocation.region, ...(code === null ? {} : { snippet: { text: code } }) }
  return {
    ruleId: kind,
    ruleIndex: checkKinds.indexOf(kind),
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: { ...physicalLocation, region }, ...rest }],
    partialFingerprints: { 'pinwatchSite/v1': site.id, 'pinwatchFinding/v1': `${kind}:${site.id}` },
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    properties: { commit: commit?.oid ?? null, mendedBy },
  }
}
