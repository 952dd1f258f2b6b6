import type { Api, Carrier } from '#scanner/model/api.ts'
import type { Call, FunctionFacts } from '#scanner/model/facts.ts'
import { flagsOf } from '#scanner/model/flags-of.ts'
import type { Site, SiteCarrier, SourceFile, Survey } from '#scanner/model/linked.ts'
import { classify } from './classify-site.ts'
import { findShadow, listShadows, type Shadow } from './find-shadow.ts'
import { fitSignature } from './fit-signature.ts'
import { type AliasResolver, isRow } from './resolve-aliases.ts'

/**
 * The rows of a tree: direct calls of catalogue acquires and releases. Left out are names of family `subsystem`
 * (their functions are derived wrappers), calls that a same-file static function or macro of that name takes
 * wherever they are compiled, and calls without the flag that makes them take a reference.
 */
export function listSites(
  files: readonly SourceFile[],
  apiByName: ReadonlyMap<string, Api>,
  survey: Survey,
  aliases: AliasResolver,
): readonly Site[] {
  const sites: Site[] = []
  for (const file of files) {
    if (file.facts.calls.length === 0) continue
    const shadows = listShadows(file)
    for (const { api, call: written, shadow } of meantCalls(file, apiByName, shadows, aliases)) {
      const inside = written.function === null ? null : (file.facts.functions[written.function] ?? null)
      const { arguments: given, parameters, returnsCarrier = false } = fitSignature(api, written, inside, survey)
      const call = given === written.arguments ? written : { ...written, arguments: given }
      const flagsIndex = api.flags === null ? null : positionOf(api.flags, call, parameters)
      if (api.needsFlag !== null && !hasFlag(call, inside, api.needsFlag)) continue
      const countIndex = parameters?.indexOf('nr_pages') ?? -1
      const carrier = readCarrier(returnsCarrier ? { kind: 'return' } : api.carrier, call, parameters)
      sites.push({
        api,
        file,
        call,
        function: inside,
        carrier,
        class: classify(api, call, inside, carrier),
        flagsIndex,
        ...(countIndex < 0 ? {} : { countIndex }),
        ...(shadow === null ? {} : { shadow: shadow.line }),
      })
    }
  }
  return sites
}

interface MeantCall {
  readonly api: Api
  readonly call: Call
  readonly shadow: Shadow | null
}

/** The calls of APIs in a file; one by the name of a macro that renames several is one of each. */
function meantCalls(
  file: SourceFile,
  apiByName: ReadonlyMap<string, Api>,
  shadows: ReturnType<typeof listShadows>,
  aliases: AliasResolver,
): readonly MeantCall[] {
  const renamed = new Set<string>()
  const meant = file.facts.calls.flatMap((call): readonly MeantCall[] => {
    const { callee, arms = [] } = call
    const api = apiByName.get(callee)
    const shadow = isRow(api) ? findShadow(shadows.get(callee) ?? [], arms) : null
    if (isRow(api) && !shadow?.hides) return [{ api, call, shadow }]
    return aliases({ path: file.path, aliases: file.facts.aliases ?? [] }, callee, arms, call.line).flatMap(
      (meaning) => {
        const other = apiByName.get(meaning.name)
        if (!isRow(other)) return []
        renamed.add(nameOf(file, other, call))
        const under = [...arms, ...meaning.arms]
        return [{ api: other, call: under.length === 0 ? call : { ...call, arms: under }, shadow: null }]
      },
    )
  })
  return renamed.size === 0 ? meant : countedThrough(file, meant, renamed)
}

function nameOf({ facts }: SourceFile, api: Api, call: Call): string {
  return `${facts.functions[call.function ?? -1]?.name} ${api.name}`
}

/** Ordinals count calls of an API, by whatever name. */
function countedThrough(
  file: SourceFile,
  meant: readonly MeantCall[],
  renamed: ReadonlySet<string>,
): readonly MeantCall[] {
  const counts = new Map<string, number>()
  return meant.map((one) => {
    const name = nameOf(file, one.api, one.call)
    if (!renamed.has(name)) return one
    const ordinal = (counts.get(name) ?? 0) + 1
    counts.set(name, ordinal)
    return { ...one, call: { ...one.call, ordinal } }
  })
}

function hasFlag(call: Call, inside: FunctionFacts | null, flag: string): boolean {
  return call.arguments.some((argument) => flagsOf(argument, inside).has(flag))
}

/**
 * Position of a parameter among a call's arguments: by its name in the form that the call has, by its place in the newest
 * one where no form is known. `null` if the form has no such parameter (`int write` before 5.2).
 */
function positionOf(
  { index, parameter }: { readonly index: number; readonly parameter: string },
  call: Call,
  parameters: readonly string[] | null,
): number | null {
  const found = parameters === null ? index : parameters.indexOf(parameter)
  return found >= 0 && found < call.arguments.length ? found : null
}

function readCarrier(carrier: Carrier, call: Call, parameters: readonly string[] | null): SiteCarrier {
  if (carrier.kind === 'return') {
    if (call.result === 'return') return { kind: 'returned' }
    return call.result === null ? { kind: 'unknown' } : { kind: 'path', path: call.result }
  }
  const index = positionOf(carrier, call, parameters) ?? carrier.index
  const argument = call.arguments[index]
  if (argument === undefined) return { kind: 'unknown' }
  if (isNull(argument.text)) return { kind: 'null' }
  if (argument.path === null) return { kind: 'unknown' }
  const { base, steps } = argument.path
  const path = carrier.member === null ? argument.path : { base, steps: [...steps, `.${carrier.member}`] }
  return { kind: 'path', path }
}

/** `NULL`, `0`, and both behind casts and in parentheses. */
function isNull(text: string): boolean {
  const bare = text.replace(/\([^()]*\*\)/g, '').replace(/[()]/g, '')
  return bare === 'NULL' || bare === '0'
}
