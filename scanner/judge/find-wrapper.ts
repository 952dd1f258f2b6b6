import type { Site } from '#scanner/model/linked.ts'

/**
 * Whether a call stands in a thin wrapper: a header inline or an exported function whose only statement hands the
 * pages on, by its parameter or its return value. A function that keeps them in a field is their user.
 */
export function isThinWrapper(site: Site): boolean {
  const { function: inside, file, carrier, call } = site
  if (inside === null || inside.kind !== 'function' || !inside.oneStatement) return false
  const isHeaderInline = file.path.endsWith('.h') && inside.static
  const isExported = !inside.static && file.facts.exports.includes(inside.name)
  if (!isHeaderInline && !isExported) return false
  if (carrier.kind === 'returned') return true
  if (carrier.kind !== 'path') return false
  const { base, steps } = carrier.path
  const isParameter = inside.parameters.some(({ name }) => name === base)
  return (
    isParameter && !steps.some((step) => step.startsWith('.')) && (call.result === 'return' || call.result === null)
  )
}
