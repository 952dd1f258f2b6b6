import type { Api } from '#scanner/model/api.ts'
import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { endOfIo } from './pair-completions.ts'
import { isRow } from './resolve-aliases.ts'
import { isShared } from './resolve-callees.ts'
import type { Trace } from './trace-tree.ts'
import { effectsOf } from './trace-wrappers.ts'

/** A name that other files may reach the pages of a site by. */
export interface Wrapper {
  readonly kind: 'function' | 'member' | 'alias'
  readonly name: string
  /** Where it is defined or set. */
  readonly path: string
  /** Only users of gup call it. */
  readonly isTelling: boolean
  /** Files of any directory may use it, not those near `path` alone. */
  readonly isEverywhere: boolean
}

/**
 * By what names the functions of a tree take or drop pages for others: wrappers that are there for other files, members of
 * tables that any wrapper is set to, and macros of headers that are other names of these or of an API. Derived from what
 * the code does; nothing is listed.
 */
export function listWrappers(
  files: readonly SourceFile[],
  { parts }: Trace,
  apiByName: ReadonlyMap<string, Api>,
): readonly Wrapper[] {
  const found: Wrapper[] = []
  /** Every wrapper by name, static ones by their file too, with whether it is telling. */
  const tellingOf = new Map<string, boolean>()
  const traced = parts.flatMap(({ direct, reaching }) => [...direct, ...reaching])
  const latest = new Map(traced.map((one) => [one.facts, one]))
  for (const traced of latest.values()) {
    const { file, facts } = traced
    const effects = effectsOf(traced)
    if (effects.length === 0 || !searchable.test(facts.name)) continue
    const isTelling = effects.some(({ site }) => !site.site.api.generic)
    const own = `${file.path}\0${facts.name}`
    tellingOf.set(own, isTelling || tellingOf.get(own) === true)
    if (!isShared(file, facts, apiByName)) continue
    tellingOf.set(facts.name, isTelling || tellingOf.get(facts.name) === true)
    const isEverywhere = !file.path.endsWith('.h') || kernelPathOf(file).startsWith('include/')
    found.push({ kind: 'function', name: facts.name, path: file.path, isTelling, isEverywhere })
  }
  for (const file of files) {
    const { path, facts } = file
    for (const { as, target, isMember = false } of facts.callbacks) {
      const isTelling = tellingOf.get(`${path}\0${target}`) ?? tellingOf.get(target)
      // what is set to run at the end of I/O is the affair of `pairCompletions()`
      if (!isMember || isTelling === undefined || !searchable.test(as) || endOfIo.test(as)) continue
      found.push({ kind: 'member', name: as, path, isTelling, isEverywhere: false })
    }
    if (!path.endsWith('.h')) continue
    for (const { name, to, holds } of facts.aliases ?? []) {
      if (holds !== undefined) continue
      const meant = followed(facts.aliases ?? [], to)
      const api = apiByName.get(meant)
      const isTelling = isRow(api) ? !api.generic : tellingOf.get(meant)
      if (isTelling === undefined || isRow(apiByName.get(name)) || !searchable.test(name)) continue
      found.push({
        kind: isRow(api) ? 'alias' : 'function',
        name,
        path,
        isTelling,
        isEverywhere: kernelPathOf(file).startsWith('include/'),
      })
    }
  }
  return found
}

/** Shorter names, and templates, are not searched for. */
const searchable = /^\w{3,}$/
const chainMax = 4

function followed(aliases: NonNullable<SourceFile['facts']['aliases']>, to: string): string {
  let name = to
  for (let depth = 0; depth < chainMax; depth++) {
    const next = aliases.find((alias) => alias.name === name)?.to
    if (next === undefined || next === name) return name
    name = next
  }
  return name
}
