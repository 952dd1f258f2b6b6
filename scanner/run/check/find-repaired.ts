import { isImport } from '#scanner/attribute/is-import.ts'
import type { GateSite } from '#scanner/gate/gate-site.ts'
import { listCrossings } from '#scanner/gate/list-crossings.ts'
import { blameLine, countChanges } from '#scanner/git/blame-line.ts'
import type { NamedCommit } from '#scanner/model/check.ts'

/**
 * The commit that made a pair mismatched, of a site as it is in a base: the younger of those that made its two ends what they are. `null`
 * where history does not say, as of an imported tree.
 */
export async function findRepaired(directory: string, base: string, was: GateSite): Promise<NamedCommit | null> {
  if (was.row.status !== 'mismatched') return null
  const ends = [was, ...listCrossings(was).map(({ other }) => other)].slice(0, endsMax)
  const blamed = await Promise.all(ends.map(({ row }) => blameLine(directory, base, row)))
  const found = blamed.filter((commit) => commit !== null)
  const [youngest] = found.sort((a, b) => b.committedAt - a.committedAt)
  // of an end that is older than history nobody knows how much older
  if (youngest === undefined || found.length < ends.length) return null
  const files = await countChanges(directory, youngest.oid)
  return isImport({ files, makefile: null }) ? null : { oid: youngest.oid, subject: youngest.subject }
}

/** An acquire with more wrong releases is as well told by some of them; each takes git a look through the history of its file. */
const endsMax = 8
