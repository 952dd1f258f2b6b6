import type { IsDirectory, Maintainers, MaintainersSection } from './maintainers.ts'
import type { Pattern } from './parse-pattern.ts'
import { listMatches } from './pattern-index.ts'

export interface SectionMatch {
  readonly section: MaintainersSection
  /** Depth of the *last* pattern of the section that matches; 0 for `N:`, -1 for a pattern that starts with `*`. */
  readonly depth: number
}

/**
 * The sections that own a path, deepest first, as `get_maintainers` of `scripts/get_maintainer.pl` finds them.
 * Sections of equal depth stand in the order of the file; the script leaves their order to Perl's hash.
 */
export function findSections(
  maintainers: Maintainers,
  path: string,
  isDirectory: IsDirectory,
): readonly SectionMatch[] {
  const last = new Map<number, Pattern>()
  const excluded = new Set<number>()
  for (const pattern of listMatches(maintainers.index, path, isDirectory)) {
    if (pattern.letter === 'X') {
      excluded.add(pattern.section)
      continue
    }
    const known = last.get(pattern.section)
    if (known === undefined || known.order < pattern.order) last.set(pattern.section, pattern)
  }
  return [...last.values()]
    .filter((pattern) => !excluded.has(pattern.section))
    .sort((a, b) => b.depth - a.depth || a.section - b.section)
    .flatMap(({ section: at, depth }) => {
      const section = maintainers.sections[at]
      return section === undefined ? [] : [{ section, depth }]
    })
}
