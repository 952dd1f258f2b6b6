import type { Api } from '#scanner/model/api.ts'
import type { Alias } from '#scanner/model/facts.ts'
import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import { type GivenBy, listKeepers } from './list-keepers.ts'
import type { OutlinedFile } from './outline.ts'
import { endOfIo } from './pair-completions.ts'
import { isRow } from './resolve-aliases.ts'
import { isShared } from './resolve-callees.ts'
import type { TracedPart } from './trace-tree.ts'
import { effectsOf } from './trace-wrappers.ts'

/** A name that other files may reach the pages of a site by. */
export interface Wrapper {
  readonly kind: 'function' | 'member' | 'alias' | 'keeper'
  readonly name: string
  /** Where it is defined or set; of a keeper, and a member that is one, where it is called. */
  readonly path: string
  /** It is given pages to keep, by whom. Absent where it is not. */
  readonly givenBy?: GivenBy
  /** Only users of gup call it. */
  readonly isTelling: boolean
  /** Files of any directory may use it, not those near `path` alone. */
  readonly isEverywhere: boolean
}

/** A function of a part that takes or drops pages for its callers. */
export interface PartWrapper {
  readonly path: string
  readonly name: string
  readonly isTelling: boolean
  /** Other files can call it; `null`: only its own. */
  readonly isEverywhere: boolean | null
  /** What is called by this name there is given pages to keep: by whoever took them, or by one that was given them. Absent of wrappers. */
  readonly givenBy?: GivenBy
}

/** The functions of a part that take or drop pages for others, derived from what they do; nothing is listed. */
export function listPartWrappers(part: TracedPart): readonly PartWrapper[] {
  const { direct, reaching, apiByName } = part
  const latest = new Map([...direct, ...reaching].map((one) => [one.facts, one]))
  const keepers = listKeepers(part, [...latest.values()]).flatMap(({ path, name, givenBy }) =>
    searchable.test(name.replace('.', '')) && !isRow(apiByName.get(name))
      ? [{ path, name, isTelling: true, isEverywhere: null, givenBy }]
      : [],
  )
  return [
    ...keepers,
    ...[...latest.values()].flatMap((traced): readonly PartWrapper[] => {
      const { file, facts } = traced
      const effects = effectsOf(traced)
      if (effects.length === 0 || !searchable.test(facts.name)) return []
      const isTelling = effects.some(({ site }) => !site.site.api.generic)
      const isEverywhere = !file.path.endsWith('.h') || kernelPathOf(file).startsWith('include/')
      const isForOthers = isShared(file, facts, apiByName)
      return [{ path: file.path, name: facts.name, isTelling, isEverywhere: isForOthers ? isEverywhere : null }]
    }),
  ]
}

/**
 * By what names the functions of a tree take or drop pages for others: wrappers of its parts that are there for other files, members of
 * tables that any wrapper is set to, and macros of headers that are other names of these or of an API.
 */
export function listWrappers(
  files: readonly OutlinedFile[],
  ofParts: readonly PartWrapper[],
  apiByName: ReadonlyMap<string, Api>,
): readonly Wrapper[] {
  const found: Wrapper[] = []
  /** Every wrapper by name, static ones by their file too, with whether it is telling. */
  const tellingOf = new Map<string, boolean>()
  const givenMembers = new Set<string>()
  for (const { path, name, isTelling, isEverywhere, givenBy } of ofParts) {
    if (givenBy !== undefined) {
      const isMember = name.startsWith('.')
      if (isMember) givenMembers.add(name.slice(1))
      const kind = isMember ? 'member' : 'keeper'
      found.push({ kind, name: isMember ? name.slice(1) : name, path, isTelling, isEverywhere: false, givenBy })
      continue
    }
    const own = `${path}\0${name}`
    tellingOf.set(own, isTelling || tellingOf.get(own) === true)
    if (isEverywhere === null) continue
    tellingOf.set(name, isTelling || tellingOf.get(name) === true)
    found.push({ kind: 'function', name, path, isTelling, isEverywhere })
  }
  const ofHeaders = new Map<string, Alias>()
  for (const { path, outline } of files) {
    for (const alias of outline.aliases)
      if (isForOthers(path, outline, alias) && !ofHeaders.has(alias.name)) ofHeaders.set(alias.name, alias)
  }
  for (const file of files) {
    const { path, outline } = file
    for (const { as, target } of outline.members) {
      if (givenMembers.has(as) && searchable.test(target))
        found.push({ kind: 'keeper', name: target, path, isTelling: true, isEverywhere: false, givenBy: 'keeper' })
      const isTelling = tellingOf.get(`${path}\0${target}`) ?? tellingOf.get(target)
      // what is set to run at the end of I/O is the affair of `pairCompletions()`
      if (isTelling === undefined || !searchable.test(as) || endOfIo.test(as)) continue
      found.push({ kind: 'member', name: as, path, isTelling, isEverywhere: false })
    }
    for (const alias of outline.aliases) {
      if (!isForOthers(path, outline, alias)) continue
      const { name, to } = alias
      const meant = followed(outline.aliases, ofHeaders, to)
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

/** What a macro stands for: by other macros of its header, else of any. */
function followed(own: readonly Alias[], ofHeaders: ReadonlyMap<string, Alias>, to: string): string {
  let name = to
  for (let depth = 0; depth < chainMax; depth++) {
    const next = (own.find((alias) => alias.name === name) ?? ofHeaders.get(name))?.to
    if (next === undefined || next === name) return name
    name = next
  }
  return name
}

/** A macro of a header, or one of another file that does not use it itself: `#define TAKE pin_user_pages` in front of `#include "take.c"`. */
function isForOthers(path: string, { forOthers }: OutlinedFile['outline'], { name, holds }: Alias): boolean {
  return holds === undefined && (path.endsWith('.h') || forOthers.includes(name))
}
