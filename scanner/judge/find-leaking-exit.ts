import type { ErrorExit } from '#scanner/model/facts.ts'
import type { Pair, Site } from '#scanner/model/linked.ts'

/**
 * The first way out of an acquire's function on an error that drops no pages, where the function drops them on its other ways out; `null`
 * if there is none, or if it cannot be told without following paths.
 *
 * Told only of pages that are dropped in this function alone and are not stored anywhere; of an exit behind the acquire,
 * under all of its conditions, in front of a release, under a condition that does not look at what the acquire
 * returned, and with no release in its block or before it on every path.
 */
export function findLeakingExit(acquire: Site, pairs: readonly Pair[], sites: readonly Site[]): ErrorExit | null {
  const { function: inside, call } = acquire
  if (inside?.errorExits === undefined || pairs.length === 0) return null
  if (!pairs.every(({ rule, grade }) => rule === 'same-function' && grade === 'certain')) return null
  const releases = pairs.flatMap(({ release }) => sites[release]?.call ?? [])
  const last = Math.max(...releases.map(({ line }) => line))
  const above = call.guards ?? []
  const result = call.result === null || call.result === 'return' ? null : call.result.base
  if (releases.some(({ line }) => line < call.line) || above.length > 0) return null
  const exit = inside.errorExits.find(({ line, guards }) => {
    if (line <= call.line || line >= last || guards.length !== 1) return false
    const condition = guards[0] ?? ''
    if (looksAt(condition, result) || call.arguments.some(({ path }) => looksAt(condition, path?.base ?? null)))
      return false
    return !releases.some(
      (release) => release.line < line && (release.guards === undefined || release.guards.includes(condition)),
    )
  })
  return exit ?? null
}

function looksAt(condition: string, name: string | null): boolean {
  return name !== null && name !== '' && new Set(condition.match(/\b[A-Za-z_]\w*/g)).has(name)
}
