import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import type { EarlierRevision } from '#scanner/model/earlier.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { identifySites } from './identify-sites.ts'
import { rekeyPublication } from './rekey-publication.ts'

/** A publication with the identities that its sites have in an earlier revision of the repository. `texts` as `identifySites` takes it. */
export async function identifyPublication(
  directory: string,
  publication: Publication,
  earlier: EarlierRevision,
  texts?: ObjectReader,
): Promise<Publication> {
  const keys = await identifySites({
    directory,
    earlierCommit: earlier.commit,
    laterCommit: publication.commit,
    earlier: earlier.sites,
    rows: publication.sites.map(({ row }) => row),
    ...(texts === undefined ? {} : { texts }),
  })
  return rekeyPublication(publication, keys)
}
