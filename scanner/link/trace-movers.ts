import type { FunctionFacts } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases } from './aliases.ts'
import { ownerType } from './owner-type.ts'
import { acquiresPerReleaseMax, named, type TracedFunction, type TracedSite } from './trace-sites.ts'

/**
 * Functions of the file that put what an acquire has filled a member with into another member, with the acquire in them: pages taken into `tt->pages` are
 * in `tt->sg` once a third function has made a list of them. Only for where pages are stored.
 */
export function traceMovers(functions: readonly TracedFunction[]): readonly TracedFunction[] {
  return [...groupBy(functions, ({ file }) => file)].flatMap(([file, ofFile]) => {
    const known = new Set(ofFile.map(({ facts }) => facts))
    const stored = groupBy(
      ofFile.flatMap(({ facts, acquires }) =>
        acquires.flatMap((acquire) =>
          [...acquire.names.keys()].flatMap((name) => memberIn(name, facts, acquire) ?? []),
        ),
      ),
      ({ member }) => member,
    )
    if (stored.size === 0) return []
    return file.facts.functions.flatMap((facts): readonly TracedFunction[] => {
      if (known.has(facts)) return []
      const moved = new Set(facts.moves.flatMap(({ from, fills = false }) => (fills ? (valueKey(from) ?? []) : [])))
      const acquires = [...moved].slice(0, acquiresPerReleaseMax).flatMap((key) => {
        const ofMember = stored.get(memberOf(key)) ?? []
        return ofMember.slice(0, acquiresPerReleaseMax).flatMap((one) => handTo(one, key, { file, facts }) ?? [])
      })
      const aliases = collectAliases(facts, new Set())
      return acquires.length === 0 ? [] : [{ file, facts, aliases, acquires, releases: [] }]
    })
  })
}

interface Stored {
  readonly acquire: TracedSite
  readonly member: string
  /** The struct that it is a member of, where that is known. */
  readonly type: string | null
}

function memberIn(name: string, facts: FunctionFacts, acquire: TracedSite): Stored | null {
  return name.includes('.') ? { acquire, member: memberOf(name), type: ownerType(name, facts) } : null
}

function memberOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}

function handTo(
  { acquire, type }: Stored,
  key: string,
  { file, facts }: Pick<TracedFunction, 'file' | 'facts'>,
): TracedSite | null {
  if (!key.includes('.')) return null
  const own = ownerType(key, facts)
  if (type !== null && own !== null && type !== own) return null
  const { index, site, through } = acquire
  const traced = named({ index, site, ownKey: key, through: [] }, collectAliases(facts, new Set()))
  // what is moved lies there already when the function is called
  const names = collectAliases(facts, new Set()).holders(key, 0)
  const passage = { path: file.path, line: facts.line, callee: facts.name }
  return { ...traced, names, through: [...through, passage] }
}
