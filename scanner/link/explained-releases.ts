import { indexOfCall } from '#scanner/model/index-of-call.ts'
import type { CallStep } from '#scanner/model/steps.ts'
import { followers } from '#scanner/model/steps.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { bringsReference } from './takes-reference.ts'
import type { TracedFunction } from './trace-sites.ts'

/**
 * Plain releases of a function that a reference of its own explains: on each path the first one behind a `get_page()` of the same value, as
 * indexes into the calls of the file. `null` where the paths are not known: then any of them may be meant.
 */
export function explainedReleases({ facts, file, aliases, releases }: TracedFunction): ReadonlySet<number> | null {
  const { steps } = facts
  if (steps === undefined) return null
  const rowsOf = new Map(
    releases.flatMap(({ site, key, through }) =>
      through.length === 0 && site.api.hold === 'reference' ? [[indexOfCall(file.facts, site.call), key] as const] : [],
    ),
  )
  const explained = new Set<number>()
  steps.forEach((step, index) => {
    const taken = step.kind === 'call' && bringsReference(step.callee) ? keyOf(step) : null
    if (taken === null) return
    const seen = new Set<number>()
    const queue = [...followers(steps, index)]
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (seen.has(at)) continue
      seen.add(at)
      const next = steps[at]
      if (next?.kind === 'call' && next.row !== undefined && rowsOf.get(next.row) === taken) explained.add(next.row)
      else queue.push(...followers(steps, at))
    }
  })
  return explained

  function keyOf({ callee, line }: CallStep): string | null {
    const helper = file.facts.helpers.find((one) => one.callee === callee && one.line === line)
    const path = helper?.arguments[0]?.path ?? null
    const key = path === null ? null : valueKey(path)
    return key === null ? null : aliases.find(key)
  }
}
