import type { MatchSite } from '#scanner/model/match.ts'

export type Place = Pick<MatchSite, 'path' | 'function' | 'api' | 'ordinal'>

/** One site of a released kernel, and where a person found it in a later one. */
export interface TrueIdentity {
  /** `6.1.192`, the tag without its `v`. */
  readonly earlier: string
  readonly later: string
  readonly from: Place
  /** `null`: it is not there any more. */
  readonly to: Place | null
}

/** Reads identity-truth.tsv: one row a site, `-` for one that is gone. Throws on a row with another number of columns. */
export function readIdentities(tsv: string): readonly TrueIdentity[] {
  return tsv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => {
      const columns = row.split('\t')
      if (columns.length !== 11) {
        throw new Error(`identity-truth.tsv: ${columns.length} columns instead of 11 in: ${row}`)
      }
      const [earlier = '', later = ''] = columns
      return {
        earlier,
        later,
        from: readPlace(columns.slice(2, 6)),
        to: columns[6] === '-' ? null : readPlace(columns.slice(6, 10)),
      }
    })
}

function readPlace([path = '', inside = '', api = '', ordinal = '']: readonly string[]): Place {
  return { path, function: inside, api, ordinal: Number(ordinal) }
}
