import { listPeople } from '#scanner/model/list-people.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person } from '#scanner/model/site.ts'
import { findSections } from './find-sections.ts'
import type { IsDirectory, Maintainers } from './maintainers.ts'

export interface PathOwners {
  /** Title of the primary section: each site counts for it alone. `null` if only THE REST matches. */
  readonly subsystem: string | null
  /** Titles of all sections, deepest first, THE REST among them. */
  readonly subsystems: readonly string[]
  /** People of all sections but THE REST, in the order of the script, each once. */
  readonly maintainers: readonly Person[]
}

/**
 * Who owns a path of the revision that MAINTAINERS is of.
 * Primary is the deepest section that has people and is not THE REST (a pure list section, such as an entry that only
 * collects mail, owns nothing), else the deepest that is not THE REST.
 */
export function ownPath(maintainers: Maintainers, path: string, isDirectory: IsDirectory): PathOwners {
  const sections = findSections(maintainers, path, isDirectory).map(({ section }) => section)
  const owners = sections.filter(({ title }) => title !== theRest)
  const primary = owners.find(({ people }) => people.length > 0) ?? owners[0]
  return {
    subsystem: primary?.title ?? null,
    subsystems: [...new Set(sections.map(({ title }) => title))],
    maintainers: listPeople(owners.flatMap(({ people }) => people)),
  }
}
