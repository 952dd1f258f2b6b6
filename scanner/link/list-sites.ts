import type { Api } from '#scanner/model/api.ts'
import type { BlobFacts, Call, FunctionFacts } from '#scanner/model/facts.ts'
import { flagsOf } from '#scanner/model/flags-of.ts'
import type { Site, SiteCarrier, SourceFile, Survey } from '#scanner/model/linked.ts'
import { classify } from './classify-site.ts'

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
      const carrier = readCarrier(api, call, survey)
      sites.push({
        api,
        file,
        call,
        function: inside,
        carrier,
        class: classify(api, call, inside, carrier),
        flagsIndex,
      })
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
  return call.arguments.some((argument) => flagsOf(argument, inside).has(flag))
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
  const found =
    signature === undefined ? index + taskArgument(api, call) : signature.findIndex(({ name }) => name === parameter)
  return found >= 0 && found < call.arguments.length ? found : null
}

/** Up to 5.8 `*_remote()` had a task in front: eight arguments, one more than any later form. */
function taskArgument({ name }: Api, call: Call): number {
  return name.endsWith('_remote') && call.arguments.length === 8 ? 1 : 0
}

function readCarrier(api: Api, call: Call, survey: Survey): SiteCarrier {
  const { carrier } = api
  if (carrier.kind === 'return') {
    if (call.result === 'return') return { kind: 'returned' }
    return call.result === null ? { kind: 'unknown' } : { kind: 'path', path: call.result }
  }
  const index = findParameter(api, carrier, call, survey) ?? carrier.index + taskArgument(api, call)
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
