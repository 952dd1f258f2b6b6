import { createHash } from 'node:crypto'
import type { Publication } from '#scanner/model/publication.ts'

/**
 * Digest of which call of a revision is which site. With the commit in it, since matching looks at its texts too: what was matched with one
 * revision need not hold for another that has the same sites.
 */
export function digestIdentities({ commit, sites }: Publication): string {
  const places = sites.map(({ key, row }) => JSON.stringify([row.path, row.function, row.api, row.ordinal, key]))
  return createHash('sha256')
    .update([commit, ...places.sort()].join('\n'))
    .digest('hex')
    .slice(0, 32)
}
