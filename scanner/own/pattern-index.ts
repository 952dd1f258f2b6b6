import type { IsDirectory } from './maintainers.ts'
import {
  couldNameDirectory,
  countSlashes,
  type LiteralPattern,
  type NamePattern,
  type Pattern,
  type WildcardPattern,
} from './parse-pattern.ts'

/**
 * The patterns by what a path must look like for them: of some 8,000 only those are tried that the path's own
 * directories lead to, besides the hundred `N:` regexes.
 */
export interface PatternIndex {
  /** Literal patterns by themselves with a trailing slash: they match everything below. */
  readonly below: ReadonlyMap<string, readonly LiteralPattern[]>
  /** Literal patterns without trailing slash by their parent directory: prefixes of file names. */
  readonly beside: ReadonlyMap<string, readonly LiteralPattern[]>
  /** Wildcard patterns by the last directory of their literal prefix. */
  readonly wildcards: ReadonlyMap<string, readonly WildcardPattern[]>
  readonly names: readonly NamePattern[]
}

export function indexPatterns(patterns: readonly Pattern[]): PatternIndex {
  const below = new Map<string, LiteralPattern[]>()
  const beside = new Map<string, LiteralPattern[]>()
  const wildcards = new Map<string, WildcardPattern[]>()
  const names: NamePattern[] = []
  for (const pattern of patterns) {
    switch (pattern.kind) {
      case 'literal':
        if (pattern.text.endsWith('/')) add(below, pattern.text, pattern)
        else add(beside, parentOf(pattern.text), pattern)
        if (couldNameDirectory(pattern)) add(below, `${pattern.text}/`, pattern)
        break
      case 'wildcard':
        add(wildcards, parentOf(pattern.prefix), pattern)
        break
      case 'name':
        names.push(pattern)
        break
    }
  }
  return { below, beside, wildcards, names }
}

/** Every pattern that matches the path, in no order. */
export function listMatches(index: PatternIndex, path: string, isDirectory: IsDirectory): readonly Pattern[] {
  const matches: Pattern[] = []
  const slashes = countSlashes(path)

  for (let end = 0; ; ) {
    const directory = path.slice(0, end)
    // A path below `P/` is proof that P is a directory: no need to ask.
    for (const pattern of index.below.get(directory) ?? []) matches.push(pattern)
    for (const pattern of index.wildcards.get(directory) ?? []) {
      if (matchesWildcard(pattern, path, slashes, isDirectory)) matches.push(pattern)
    }
    const slash = path.indexOf('/', end)
    if (slash < 0) break
    end = slash + 1
  }
  for (const pattern of index.beside.get(parentOf(path)) ?? []) {
    if (path.startsWith(pattern.text) && !namesDirectory(pattern, path, isDirectory)) matches.push(pattern)
  }
  for (const pattern of index.names) {
    if (pattern.matches(path)) matches.push(pattern)
  }
  return matches
}

/** `F: mm/gup` has no `$` either and matches mm/gup_test.c, unless mm/gup is a directory: then only what is in it. */
function namesDirectory(pattern: LiteralPattern, path: string, isDirectory: IsDirectory): boolean {
  return pattern.text !== path && couldNameDirectory(pattern) && isDirectory(pattern.text)
}

function matchesWildcard(pattern: WildcardPattern, path: string, slashes: number, isDirectory: IsDirectory): boolean {
  const { prefix, source } = pattern
  if (!path.startsWith(prefix)) return false
  const sameDepth = pattern.slashes === null || pattern.slashes === slashes
  if (!couldNameDirectory(pattern)) return sameDepth && pattern.matches(path)
  if (!pattern.matches(path)) return false
  return isDirectory(source) ? pattern.matchesBelow(path) : sameDepth
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function add<P extends Pattern>(map: Map<string, P[]>, key: string, pattern: P): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [pattern])
  else list.push(pattern)
}
