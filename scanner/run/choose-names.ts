import type { Wrapper } from '#scanner/link/list-wrappers.ts'
import type { LookNames } from './look-names.ts'

/** The names of wrappers that `wanted` lets through. */
export function chooseNames(wrappers: readonly Wrapper[], wanted: (wrapper: Wrapper) => boolean): LookNames {
  const chosen = wrappers.filter(wanted)
  const named = (kind: Wrapper['kind']) =>
    [...new Set(chosen.filter((wrapper) => wrapper.kind === kind).map(({ name }) => name))].sort()
  return {
    functions: [...new Set([...named('function'), ...named('keeper')])].sort(),
    telling: [
      ...new Set(
        chosen
          .filter(({ isTelling, givenBy }) => isTelling && givenBy === undefined)
          .map(({ name, kind }) => (kind === 'member' ? `.${name}` : name)),
      ),
    ].sort(),
    members: named('member'),
    aliases: named('alias'),
    keepers: named('keeper'),
  }
}
