import type { EarlierRevision } from '#scanner/model/earlier.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { assignKeys } from './assign-keys.ts'
import { rekeyPublication } from './rekey-publication.ts'

/** A publication with the identities that its sites have in an earlier revision. */
export function identifyPublication(publication: Publication, earlier: EarlierRevision): Publication {
  const context = { renames: [], earlierText: () => null, laterText: () => null }
  const rows = publication.sites.map(({ row }) => row)
  return rekeyPublication(publication, assignKeys(rows, earlier.sites, context))
}
