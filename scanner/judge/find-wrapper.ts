import type { Api } from '#scanner/model/api.ts'
import type { Site } from '#scanner/model/linked.ts'

/**
 * Whether a call stands in a wrapper whose users are rows, since it has an API's name: a header inline or an exported
 * function whose only statement hands the pages on, by its parameter or its return value; or what a driver puts in the
 * API's place for some kernels. Any other wrapper is counted where its call stands.
 */
export function isThinWrapper(site: Site, apiByName: ReadonlyMap<string, Api>): boolean {
  const { function: inside, file, carrier, call } = site
  if (inside === null) return false
  const family = apiByName.get(inside.name)?.family
  if (family === undefined || family === 'subsystem') return false
  const isInPlace = inside.static && isForSomeKernels(file, inside.name)
  if (inside.kind === 'macro') return isInPlace
  if (!inside.oneStatement) return false
  const isHeaderInline = file.path.endsWith('.h') && inside.static
  const isExported = !inside.static && file.facts.exports.includes(inside.name)
  if (!isInPlace && !isHeaderInline && !isExported) return false
  if (carrier.kind === 'returned') return true
  if (carrier.kind !== 'path') return false
  const { base, steps } = carrier.path
  const isParameter = inside.parameters.some(({ name }) => name === base)
  return (
    isParameter && !steps.some((step) => step.startsWith('.')) && (call.result === 'return' || call.result === null)
  )
}

function isForSomeKernels({ facts }: Site['file'], name: string): boolean {
  return facts.declarations.some(
    (declaration) => declaration.name === name && declaration.kind !== 'declaration' && declaration.arms !== undefined,
  )
}
