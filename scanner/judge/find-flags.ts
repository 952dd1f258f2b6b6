import { flagsOf } from '#scanner/model/flags-of.ts'
import type { Site } from '#scanner/model/linked.ts'
import type { Finding } from '#scanner/model/site.ts'

/** Flags that the API sets itself: pin_user_pages.rst, "should not appear at the gup call sites". */
const internalFlags = ['FOLL_GET', 'FOLL_PIN', 'FOLL_TOUCH'] as const

/** The `FOLL_*` tokens that reach a call. */
export function flagsAt({ call, function: inside }: Site): ReadonlySet<string> {
  return new Set(call.arguments.flatMap((argument) => [...flagsOf(argument, inside)]))
}

export function flagFindings(site: Site): readonly Finding[] {
  if (site.api.role !== 'acquire' || site.api.flags === null) return []
  const findings: Finding[] = []
  if (passesBool(site)) findings.push('bool-flags')
  const flags = flagsAt(site)
  // follow_page() is the one function that wants FOLL_GET from its caller
  if (site.api.needsFlag === null && internalFlags.some((flag) => flags.has(flag))) findings.push('foll-flag-at-call')
  return findings
}

/**
 * A truth value where flags are expected. Only where the tree's own declaration names the parameter as flags: until
 * 5.1 `get_user_pages_fast()` did take `int write`.
 */
function passesBool({ flagsIndex, call, function: inside }: Site): boolean {
  const argument = flagsIndex === null ? undefined : call.arguments[flagsIndex]
  if (argument === undefined || /\bFOLL_/.test(argument.text)) return false
  if (/^(?:true|false|1)$/.test(argument.text)) return true
  if (argument.text.includes('?')) return false
  if (argument.text.startsWith('!') || / (?:==|!=|<=|>=|&&|\|\|) /.test(argument.text)) return true
  const { path } = argument
  return path !== null && path.steps.length === 0 && (inside?.bools.includes(path.base) ?? false)
}
