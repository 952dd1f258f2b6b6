import type { Location, Result } from 'sarif'
import { findingSentences, type PairEnd, reasonSentences, type SiteRow, type Status } from '#scanner/model/site.ts'
import { type SarifStatus, sarifFindingLevel, sarifRules, sarifStatusLevels } from './sarif-rules.ts'

/** Paths in a log are relative to this; who reads the log knows where the tree is. */
export const sarifSourceRoot = '%SRCROOT%'

/** The results of one site: one for a status that asks for action, one for each finding, whatever the status. */
export const sarifResults = (row: SiteRow): readonly Result[] => [
  ...(asksForAction(row.status)
    ? [result(row, row.status, sarifStatusLevels[row.status], statusText(row, row.status))]
    : []),
  ...row.findings.map((finding) => result(row, finding, sarifFindingLevel, findingSentences[finding])),
]

const asksForAction = (status: Status): status is SarifStatus => status in sarifStatusLevels

const statusText = (row: SiteRow, status: SarifStatus): string =>
  status === 'unconverted' && row.target !== null
    ? `${reasonSentences[row.reason]} Convert to ${row.target}().`
    : reasonSentences[row.reason]

const result = (row: SiteRow, ruleId: string, level: Result.level, text: string): Result => ({
  ruleId,
  ruleIndex: sarifRules.findIndex((rule) => rule.id === ruleId),
  level,
  message: { text: `${row.api}()${row.function === null ? '' : ` in ${row.function}`}: ${text}` },
  locations: [sarifLocation(row)],
  partialFingerprints: { 'pinwatchSite/v1': row.id },
  ...(row.pairs.length === 0 ? {} : { relatedLocations: row.pairs.map(relatedLocation) }),
})

/** The name of a call in its file, and its function. */
export const sarifLocation = (row: SiteRow) => ({
  physicalLocation: {
    artifactLocation: artifactLocation(row.path),
    region: { startLine: row.line, startColumn: row.column, endColumn: row.column + row.api.length },
  },
  ...logicalLocations(row.function),
})

const relatedLocation = (end: PairEnd, index: number): Location => ({
  id: index + 1,
  physicalLocation: { artifactLocation: artifactLocation(end.path), region: { startLine: end.line } },
  ...logicalLocations(end.function),
  message: { text: `${end.api}(), ${end.grade} pair by the rule ${end.rule}.` },
})

const logicalLocations = (name: string | null): Pick<Location, 'logicalLocations'> =>
  name === null ? {} : { logicalLocations: [{ name, kind: 'function' }] }

const artifactLocation = (path: string): { readonly uri: string; readonly uriBaseId: string } => ({
  uri: path.split('/').map(encodeURIComponent).join('/'),
  uriBaseId: sarifSourceRoot,
})
