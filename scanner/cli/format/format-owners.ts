import { formatAddress } from '#scanner/model/format-address.ts'
import { printable, printableJson } from '#scanner/model/printable.ts'
import type { Person } from '#scanner/model/site.ts'

/** Who looks after one path: sections of MAINTAINERS, deepest first, and their people. */
export interface PathOwners {
  readonly path: string
  readonly subsystems: readonly string[]
  readonly people: readonly Person[]
}

/** For people: the path, below it one section or one address a line; paths are apart by an empty line. */
export const formatOwnersText = (owners: readonly PathOwners[]): string => owners.map(ownersText).join('\n')

/** For programs: one object a line, keys in the order of the contract. */
export function* formatOwnersNdjson(owners: Iterable<PathOwners>): Generator<string, void, undefined> {
  for (const { path, subsystems, people } of owners) {
    const ordered = { path, subsystems, people: people.map(({ name, email, role }) => ({ name, email, role })) }
    yield printableJson(`${JSON.stringify(ordered)}\n`)
  }
}

const ownersText = ({ path, subsystems, people }: PathOwners): string => {
  const sections = subsystems.length === 0 ? ['(no section)'] : subsystems
  const addresses =
    people.length === 0 ? ['(no people)'] : people.map((person) => `${formatAddress(person)} (${person.role})`)
  return `${[printable(path), ...[...sections, ...addresses].map((line) => `  ${printable(line)}`)].join('\n')}\n`
}
