import type { GateSite } from './gate-site.ts'

/**
 * Whether the pages of a call are in the hands of its function alone: they lie in a local variable that is neither returned, nor moved
 * elsewhere, nor handed to another function. Then, and only then, the other half of the call can be nowhere else.
 */
export function staysInside({ site }: GateSite): boolean {
  const { function: inside, carrier, call } = site
  if (inside === null || inside.kind !== 'function' || carrier.kind !== 'path') return false
  const { base, steps } = carrier.path
  if (base === '' || steps.some((step) => step.startsWith('.'))) return false
  if (inside.parameters.some(({ name }) => name === base)) return false
  if (inside.returns.some((path) => path.base === base)) return false
  if (inside.moves.some(({ from, to }) => from.base === base && to.base !== base)) return false
  return !site.file.facts.handovers.some(
    (handover) => handover.function === call.function && handover.arguments.some((argument) => argument?.base === base),
  )
}
