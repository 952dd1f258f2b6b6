import type { GateSite } from './gate-site.ts'

/**
 * Whether the pages of a call are as much in the hands of its function alone as they were when it dropped them itself: they lie in a local
 * variable that leaves the function on no way that it did not leave it before. Then the other half of the call can be nowhere else.
 */
export function staysInside(is: GateSite, was: GateSite): boolean {
  const { function: inside, carrier } = is.site
  if (inside === null || inside.kind !== 'function' || carrier.kind !== 'path') return false
  const { base, steps } = carrier.path
  if (base === '' || steps.some((step) => step.startsWith('.'))) return false
  if (inside.parameters.some(({ name }) => name === base)) return false
  const before = listWaysOut(was)
  return [...listWaysOut(is)].every((way) => before.has(way))
}

/** Where a function puts what a call of it carries: what it hands it to, moves it to, or that it returns it. */
function listWaysOut({ site }: GateSite): ReadonlySet<string> {
  const { function: inside, carrier, call, file } = site
  const base = carrier.kind === 'path' ? carrier.path.base : null
  if (inside === null || base === null) return new Set()
  return new Set([
    ...inside.returns.filter((path) => path.base === base).map(() => 'return'),
    ...inside.moves.filter(({ from, to }) => from.base === base && to.base !== base).map(({ to }) => `to ${to.base}`),
    ...file.facts.handovers
      .filter((one) => one.function === call.function && one.arguments.some((argument) => argument?.base === base))
      .map(({ callee }) => `${callee}()`),
    ...(inside.givenTo ?? [])
      .filter((given) => given.endsWith(` ${base}`))
      .map((given) => `${given.split(' ', 1)[0]}()`),
  ])
}
