import type { Api } from '#scanner/model/api.ts'
import type { BlobFacts, Call, FunctionFacts } from '#scanner/model/facts.ts'
import type { Site, SiteCarrier, SourceFile, Survey } from '#scanner/model/linked.ts'

/**
 * The rows of a tree: direct calls of catalogue acquires and releases. Left out are names of family `subsystem`
 * (their functions are derived wrappers), calls that a same-file static function or macro of that name takes, and
 * calls without the flag that makes them take a reference.
 */
export function listSites(
  files: readonly SourceFile[],
  apiByName: ReadonlyMap<string, Api>,
  survey: Survey,
): readonly Site[] {
  const sites: Site[] = []
  for (const file of files) {
    if (file.facts.calls.length === 0) continue
    const shadowed = shadowedNames(file)
    for (const call of file.facts.calls) {
      const api = apiByName.get(call.callee)
      if (api === undefined || api.family === 'subsystem' || shadowed.has(call.callee)) continue
      const inside = call.function === null ? null : (file.facts.functions[call.function] ?? null)
      const flagsIndex = api.flags === null ? null : findParameter(api, api.flags, call, survey)
      if (api.needsFlag !== null && !hasFlag(call, inside, api.needsFlag)) continue
      sites.push({ api, file, call, function: inside, carrier: readCarrier(api, call, survey), flagsIndex })
    }
  }
  return sites
}

/** In a `.c` file a static function, or a macro, of an API's name is what its calls mean. */
function shadowedNames({ path, facts }: { readonly path: string; readonly facts: BlobFacts }): ReadonlySet<string> {
  if (!path.endsWith('.c')) return new Set()
  return new Set(facts.declarations.filter(({ kind, static: own }) => own || kind === 'macro').map(({ name }) => name))
}

function hasFlag(call: Call, inside: FunctionFacts | null, flag: string): boolean {
  const word = new RegExp(`\\b${flag}\\b`)
  const inLocal = (name: string) =>
    inside?.flags.some((local) => local.name === name && local.flags.includes(flag)) ?? false
  return call.arguments.some(({ text, path }) => word.test(text) || (path !== null && inLocal(path.base)))
}

/**
 * Position of a parameter among a call's arguments: by its name in the tree's own declaration, or that of the newest
 * form where the tree declares nothing. `null` if the tree's form has no such parameter (`int write` before 5.2).
 */
function findParameter(
  api: Api,
  { index, parameter }: { readonly index: number; readonly parameter: string },
  call: Call,
  survey: Survey,
): number | null {
  const signature = survey.signatures.get(api.name)
  const found = signature === undefined ? index : signature.findIndex(({ name }) => name === parameter)
  return found >= 0 && found < call.arguments.length ? found : null
}

function readCarrier(api: Api, call: Call, survey: Survey): SiteCarrier {
  const { carrier } = api
  if (carrier.kind === 'return') {
    if (call.result === 'return') return { kind: 'returned' }
    return call.result === null ? { kind: 'unknown' } : { kind: 'path', path: call.result }
  }
  const index = findParameter(api, carrier, call, survey) ?? carrier.index
  const argument = call.arguments[index]
  if (argument === undefined) return { kind: 'unknown' }
  if (/^(?:\(.*\))?NULL$/.test(argument.text) || argument.text === '0') return { kind: 'null' }
  return argument.path === null ? { kind: 'unknown' } : { kind: 'path', path: argument.path }
}
