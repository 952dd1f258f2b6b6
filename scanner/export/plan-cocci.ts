import { groupBy } from '#scanner/model/group-by.ts'
import type { SiteRow } from '#scanner/model/site.ts'

/** A call that a semantic patch finds. */
export interface CocciCall {
  readonly path: string
  readonly function: string
  readonly api: string
  /** `null`: every call of this API in this function is meant; else the lines at which those are that are. */
  readonly lines: readonly number[] | null
}

export interface CocciPlan {
  /** Acquires that are still to be converted. */
  readonly open: readonly CocciCall[]
  /** Acquires and releases that can be renamed together: each belongs to the others for certain, and their arguments are the same. */
  readonly rewritten: readonly CocciCall[]
  /** New names of those. */
  readonly renames: ReadonlyMap<string, string>
  /** Open acquires outside any function, which Coccinelle has no name for. */
  readonly unnamed: readonly SiteRow[]
}

/**
 * Calls that take the same arguments under their new name; all else needs a person. `get_user_page_vma_remote()` and the calls that take
 * from an iterator are converted to something of another shape.
 */
const renames: ReadonlyMap<string, string> = new Map([
  ['get_user_pages', 'pin_user_pages'],
  ['get_user_pages_fast', 'pin_user_pages_fast'],
  ['get_user_pages_remote', 'pin_user_pages_remote'],
  ['get_user_pages_locked', 'pin_user_pages_locked'],
  ['get_user_pages_unlocked', 'pin_user_pages_unlocked'],
  ['put_page', 'unpin_user_page'],
  ['release_pages', 'unpin_user_pages'],
])

/** Chooses what a semantic patch finds and what it rewrites, from all rows of a revision. */
export function planCocci(rows: readonly SiteRow[]): CocciPlan {
  const isOpen = ({ role, status }: SiteRow) => role === 'acquire' && status === 'unconverted'
  const open = rows.filter(isOpen)
  const certain = certainUnits(rows.filter((row) => row.status === 'unconverted'))
  const used = new Set(certain.map(({ api }) => api))
  return {
    open: composeCalls(rows, open),
    rewritten: composeCalls(rows, certain),
    renames: new Map([...renames].filter(([name]) => used.has(name))),
    unnamed: open.filter((row) => row.function === null),
  }
}

/** Acquires and releases all of whose pairs are certain and lead to such again. */
function certainUnits(rows: readonly SiteRow[]): readonly SiteRow[] {
  const left = new Map(rows.filter(isRenamable).map((row) => [row.id, row]))
  // what leans on a call that falls out falls out, too
  for (let size = -1; size !== left.size; ) {
    size = left.size
    for (const row of left.values()) if (!row.pairs.every(({ id }) => left.has(id))) left.delete(row.id)
  }
  return [...left.values()]
}

function isRenamable({ api, target, pairs, function: name }: SiteRow): boolean {
  const isSame = target !== null && renames.get(api) === target
  return isSame && name !== null && pairs.length > 0 && pairs.every(({ grade }) => grade === 'certain')
}

function composeCalls(rows: readonly SiteRow[], wanted: readonly SiteRow[]): readonly CocciCall[] {
  const keyOf = ({ path, function: name, api }: SiteRow) => JSON.stringify([path, name, api])
  const all = groupBy(rows, keyOf)
  return [...groupBy(wanted, keyOf).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || first.function === null) return []
    const { path, function: name, api } = first
    const isAll = all.get(keyOf(first))?.length === group.length
    return [{ path, function: name, api, lines: isAll ? null : group.map(({ line }) => line) }]
  })
}
