import type { Api, Hold } from '#scanner/model/api.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import type { Implementations } from './find-implementations.ts'

export type ResolvedHold = Exclude<Hold, 'carrier'>

export type HoldOf = (api: Api) => ResolvedHold

/**
 * How the acquires that fill a carrier (a bio, a frame vector) hold their pages in this tree: as the acquires inside
 * their definitions do. Where the tree does not show the definition, what it declares decides: bios pin since
 * `iov_iter_extract_pages()` came in 6.3, frame vectors since 5.8, after `pin_user_pages()`. A tree that is no kernel is
 * built for the newest one.
 */
export function resolveHolds(tree: Pick<LinkedTree, 'sites' | 'survey'>, implementations: Implementations): HoldOf {
  const inner = new Map<string, Set<Api>>()
  for (const { api, call, file } of tree.sites) {
    if (api.role !== 'acquire' || call.function === null) continue
    for (const name of implementations.get(file)?.get(call.function)?.apis ?? []) {
      const known = inner.get(name) ?? new Set()
      inner.set(name, known.add(api))
    }
  }
  const { declared } = tree.survey
  const offersExtract = declared.size === 0 || declared.has('iov_iter_extract_pages')
  const offersPin = declared.size === 0 || declared.has('pin_user_pages')
  const known = new Map<string, ResolvedHold>()

  const resolve = (api: Api, above: ReadonlySet<string>): ResolvedHold => {
    if (api.hold !== 'carrier') return api.hold
    const done = known.get(api.name)
    if (done !== undefined) return done
    const within = new Set(above).add(api.name)
    const holds = [...(inner.get(api.name) ?? [])]
      .filter(({ name }) => !within.has(name))
      .map((used) => resolve(used, within))
    const pins = api.family === 'frame-vector' ? offersPin : offersExtract
    const hold = holds.includes('pin') ? 'pin' : holds.length > 0 ? 'reference' : pins ? 'pin' : 'reference'
    known.set(api.name, hold)
    return hold
  }
  return (api) => resolve(api, new Set())
}
