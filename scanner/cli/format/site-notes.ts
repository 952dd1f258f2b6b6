import type { SiteRow } from '#scanner/model/site.ts'
import { pairGroups } from './pair-groups.ts'
import { shortReasons } from './short-reasons.ts'

/**
 * What a table says of a site beside its status: the pair where that explains it, the reason where it does not,
 * then the findings. `-> put_page :63` is dropped there, `<- get_user_pages :40` was taken there.
 * At most `groupsMax` groups of pair ends are spelt out, the rest is a number.
 */
export const siteNotes = (row: SiteRow, groupsMax: number): readonly string[] => [
  ...statusNotes(row, groupsMax),
  ...row.findings.map((finding) => `! ${finding}`),
]

const statusNotes = (row: SiteRow, groupsMax: number): readonly string[] => {
  const pairs = pairNotes(row, groupsMax)
  switch (row.status) {
    case 'converted':
    case 'mismatched':
    case 'unconverted':
      return pairs.length > 0 ? pairs : [shortReasons[row.reason]]
    case 'unknown':
      return [shortReasons[row.reason], ...pairs]
    case 'exempt':
    case 'wrapper':
    case 'implementation':
    case 'no-reference':
    case 'unrelated':
      return [shortReasons[row.reason]]
  }
}

const pairNotes = (row: SiteRow, groupsMax: number): readonly string[] => {
  const arrow = row.role === 'acquire' ? '->' : '<-'
  const groups = pairGroups(row)
  const notes = groups.slice(0, groupsMax).map((group) => `${arrow} ${group}`)
  return groups.length > groupsMax ? [...notes, `+${groups.length - groupsMax} more`] : notes
}
