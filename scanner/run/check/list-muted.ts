import type { GateSite } from '#scanner/gate/gate-site.ts'
import type { Muted } from '#scanner/gate/muted.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { readPath } from '#scanner/git/read-path.ts'
import { isHarmless } from '#scanner/judge/is-harmless.ts'
import type { Via } from '#scanner/model/site.ts'
import { listCallees } from '#scanner/read/list-callees.ts'

/** Two commits, and what became of the sites of the earlier one. */
export interface Muting {
  readonly earlierCommit: string
  readonly laterCommit: string
  /** Sites of the earlier commit, each with what it is in the later one; `null`: it is gone. */
  readonly became: ReadonlyMap<GateSite, GateSite | null>
  /** All sites of the later commit, and those of them that are new. */
  readonly later: readonly GateSite[]
  readonly come: readonly GateSite[]
}

/** A function that may have been muted. */
interface Candidate extends Muted {
  readonly path: string
  readonly name: string
}

/**
 * Functions that dropped pages, themselves or by a call, and do so no more, while they stand, call nothing new that could drop in place of what went,
 * and nothing of their file or their name drops anew. Not those that went, were renamed or moved. Texts are read of the files of such functions alone.
 */
export async function listMuted(texts: ObjectReader, muting: Muting): Promise<readonly Muted[]> {
  const candidates = listCandidates(muting)
  if (candidates.length === 0) return []
  const calleesAt = async (commit: string, path: string) => {
    const object = await readPath(texts, commit, path).catch(() => null)
    return object === null ? new Map<string, ReadonlySet<string>>() : listCallees(object.content)
  }
  const muted: Muted[] = []
  for (const path of new Set(candidates.map((one) => one.path))) {
    const [before, after] = await Promise.all([
      calleesAt(muting.earlierCommit, path),
      calleesAt(muting.laterCommit, path),
    ])
    for (const { name, release, by, path: of } of candidates) {
      const known = before.get(name)
      const now = after.get(name)
      if (of !== path || known === undefined || now === undefined) continue
      const isQuiet = [...now].every((callee) => known.has(callee) || isHarmless(callee))
      // whose helper lost its release has not changed itself
      const hasLost = [...known].some((callee) => !now.has(callee))
      if (isQuiet && hasLost) muted.push({ release, by })
    }
  }
  return muted
}

function listCandidates({ became, later, come }: Muting): readonly Candidate[] {
  const dropping = new Set(
    later.flatMap(({ row }) =>
      row.role === 'release' ? [placeOf(row.path, row.function), ...row.via.map(placeOfVia)] : [],
    ),
  )
  const brought = new Set(come.flatMap(({ row }) => (row.role === 'release' ? [row.path] : [])))
  return [...became].flatMap(([release, is]): readonly Candidate[] => {
    const { row, site } = release
    if (row.role !== 'release' || release.ends.length === 0) return []
    const own =
      is === null && site.function?.kind === 'function' ? [{ path: row.path, name: row.function ?? '', by: null }] : []
    const callers = is === null ? [] : row.via.map((by) => ({ path: by.path, name: by.function ?? '', by }))
    return [...own, ...callers]
      .filter(({ path, name }) => !brought.has(path) && !dropping.has(placeOf(path, name)))
      .map((one) => ({ ...one, release }))
  })
}

const placeOf = (path: string, name: string | null): string => `${path} ${name ?? ''}`
const placeOfVia = (via: Via): string => placeOf(via.path, via.function)
