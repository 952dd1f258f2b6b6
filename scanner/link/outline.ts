import type { Api } from '#scanner/model/api.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { Alias, BlobFacts, FunctionFacts } from '#scanner/model/facts.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { type CarrierEnd, carrierEndOf } from './pair-carriers.ts'
import { handoversOf } from './trace-wrappers.ts'

/**
 * What other files need to know of a file: a fifth of its facts, and enough to tell which files reach each other. A function of the facts
 * and the catalogue.
 */
export interface Outline {
  /** In the order of `BlobFacts.functions`. */
  readonly functions: readonly OutlinedFunction[]
  /** Names of what it may hand pages on to, each once. */
  readonly callees: readonly string[]
  /** Members of tables of operations, and the functions that they are set to. */
  readonly members: readonly SetMember[]
  readonly declarations: BlobFacts['declarations']
  readonly aliases: readonly Alias[]
  /** Renaming macros that the file itself does not call: those of a `.c` file are for files that it includes. */
  readonly forOthers: readonly string[]
  readonly mentions: string
  readonly problems: BlobFacts['problems']
  readonly carrier: CarrierEnd | null
  /** It calls an acquire. */
  readonly isAcquiring: boolean
  /** It calls what only users of gup call. */
  readonly isTelling: boolean
}

export type OutlinedFunction = Pick<FunctionFacts, 'name' | 'kind' | 'static'>

export interface SetMember {
  readonly as: string
  readonly target: string
}

/** A file by its outline. */
export interface OutlinedFile extends Pick<SourceFile, 'path' | 'kernelPath'> {
  readonly outline: Outline
}

/** The very same object for the very same facts. */
export const outlineOf = rememberBy((facts: BlobFacts): Outline => {
  const isCalled = (has: (api: Api) => boolean) =>
    facts.calls.some(({ callee }) => {
      const api = apiByName.get(callee)
      return api !== undefined && has(api)
    })
  return {
    functions: facts.functions.map(({ name, kind, static: own }) => ({ name, kind, static: own })),
    callees: [...new Set(handoversOf(facts, apiByName).map(({ callee }) => callee))],
    members: facts.callbacks.flatMap(({ as, target, isMember = false }) => (isMember ? [{ as, target }] : [])),
    declarations: facts.declarations,
    aliases: facts.aliases ?? [],
    forOthers: unusedNames(facts),
    mentions: facts.mentions,
    problems: facts.problems,
    carrier: carrierEndOf(facts),
    isAcquiring: isCalled(({ role }) => role === 'acquire'),
    isTelling: isCalled(({ generic }) => !generic),
  }
})

function unusedNames({ aliases = [], calls, handovers }: BlobFacts): readonly string[] {
  if (aliases.length === 0) return []
  const used = new Set([...calls, ...handovers].map(({ callee }) => callee))
  return aliases.flatMap(({ name, holds }) => (holds === undefined && !used.has(name) ? [name] : []))
}
