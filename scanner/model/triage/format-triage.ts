import { compareAddresses } from './compare-addresses.ts'
import { type SiteAddress, type TriageEntry, triageVersion } from './triage.ts'

/**
 * A triage file, version 1: the header, then one judgement a line, sorted, keys always in the same order. Equal judgements give equal
 * bytes, and two people's changes meet in git only where they judged the same site or its neighbour in the file; with `merge-triage.ts` as
 * git's driver, only where they judged the same site.
 */
export const formatTriage = (entries: readonly TriageEntry[]): string =>
  [
    `${JSON.stringify({ 'pinwatch-triage': triageVersion })}\n`,
    ...[...entries].sort(compareAddresses).map(formatEntry),
  ].join('')

/** One judgement as its line. */
export const formatEntry = (entry: TriageEntry): string => `${JSON.stringify(inFileOrder(entry))}\n`

/** Absent fields are left out by `JSON.stringify`. */
const inFileOrder = (entry: TriageEntry) => ({
  ...addressInOrder(entry),
  verdict: entry.verdict,
  other: entry.other && addressInOrder(entry.other),
  case: entry.case,
  reason: entry.reason,
  text: entry.text,
  link: entry.link,
  by: entry.by,
  date: entry.date,
})

const addressInOrder = ({ path, function: name, api, ordinal }: SiteAddress): SiteAddress => ({
  path,
  function: name,
  api,
  ordinal,
})
