import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { locateStep } from './locate-step.ts'

/** What is to be said of one line of code. */
export interface LineMark {
  /** `here`: the site of the page; `pair`: the other end of a pair; `step`: what the evidence passes. */
  readonly kind: 'here' | 'pair' | 'step'
  /** The name in the line that the mark is about. */
  readonly name: string | null
  /** Stand behind the line. */
  readonly notes: readonly { readonly text: string; readonly href: string | null }[]
}

/** The marks of one file's lines. */
export type FileMarks = ReadonlyMap<number, LineMark>

type Note = LineMark['notes'][number]

const rank = { here: 0, pair: 1, step: 2 } as const

/**
 * What the pages says beside lines of code, by file: the site itself, the other ends of its pairs, and what the evidence passes on its
 * way. A line that is several of these is the strongest, and keeps all notes.
 */
export function markLines(
  site: SiteAtRevision,
  pairs: readonly SitePair[],
  siteHref: (key: string) => string,
): ReadonlyMap<string, FileMarks> {
  const marks = new Map<string, Map<number, LineMark>>()
  const mark = (path: string, line: number, kind: LineMark['kind'], name: string | null, notes: readonly Note[]) => {
    const file = marks.get(path) ?? new Map<number, LineMark>()
    marks.set(path, file)
    const known = file.get(line)
    const all = [...(known?.notes ?? []), ...notes]
    const unique = all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index)
    const strongest = known === undefined || rank[kind] < rank[known.kind] ? { kind, name } : known
    file.set(line, { kind: strongest.kind, name: strongest.name, notes: unique })
  }

  mark(site.path, site.line, 'here', site.api, [{ text: `this ${site.role}`, href: null }])
  for (const pair of pairs) {
    const other = site.role === 'acquire' ? 'release' : 'acquire'
    mark(pair.path, pair.line, 'pair', pair.api, [{ text: `${other}, ${pair.grade}`, href: siteHref(pair.key) }])
  }
  for (const pair of pairs) {
    const [acquire, release] = site.role === 'acquire' ? [site, pair] : [pair, site]
    for (const step of pair.evidence) {
      const path = locateStep(step, acquire, release)
      // what is said of both ends is what they are
      if (isEnd(site, path, step.line) || pairs.some((end) => isEnd(end, path, step.line))) continue
      mark(path, step.line, 'step', null, [{ text: step.text, href: null }])
    }
  }
  return marks
}

const isEnd = (end: { readonly path: string; readonly line: number }, path: string, line: number): boolean =>
  end.path === path && end.line === line
