import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import type { TextLine } from '#app/_web/decode-text.ts'
import { findFunctionRange } from '#scanner/model/find-function-range.ts'
import { type CodeExtent, chooseExcerpt } from './choose-excerpt.ts'
import type { CodePane } from './code-pane.ts'
import type { FileMarks } from './mark-lines.ts'

interface PaneSources {
  readonly marks: ReadonlyMap<string, FileMarks>
  readonly texts: ReadonlyMap<string, readonly TextLine[]>
  readonly extent: CodeExtent
}

/**
 * What code is shown beside what: the site in its function first, then, by file, whatever of the other ends and of the way to them that does
 * not show. Where both ends are in one short function there is one pane.
 */
export function choosePanes(
  site: SiteAtRevision,
  pairs: readonly SitePair[],
  { marks, texts, extent }: PaneSources,
): { readonly panes: readonly CodePane[]; readonly titles: readonly string[] } {
  const own = (texts.get(site.path) ?? []).map(({ text }) => text)
  const body = findFunctionRange(own, site.line)
  const isInside = (line: number) => body !== null && line >= body.first && line <= body.last
  const ownMarks = [...(marks.get(site.path)?.keys() ?? [])]
  const first: CodePane = {
    path: site.path,
    lines: texts.get(site.path) ?? [],
    ranges: chooseExcerpt(own, site.line, ownMarks.filter(isInside), extent),
    marks: marks.get(site.path) ?? new Map(),
    anchorPrefix: '',
  }
  const isShown = (line: number) => first.ranges.some((range) => line >= range.first && line <= range.last)
  const others = [...marks].flatMap(([path, fileMarks], index): readonly CodePane[] => {
    const left = [...fileMarks.keys()].filter((line) => path !== site.path || !isShown(line)).sort((a, b) => a - b)
    const end = left.find((line) => fileMarks.get(line)?.kind === 'pair') ?? left[0]
    if (end === undefined) return []
    const lines = texts.get(path) ?? []
    const text = lines.map((line) => line.text)
    const ranges = chooseExcerpt(text, end, left, path === site.path && extent === 'file' ? 'near' : extent)
    return [{ path, lines, ranges, marks: fileMarks, anchorPrefix: `F${index + 1}-` }]
  })
  const other = site.role === 'acquire' ? 'release' : 'acquire'
  const title = ({ path }: CodePane) => (pairs.some((pair) => pair.path === path) ? `The ${other}` : 'On the way')
  return { panes: [first, ...others], titles: [`This ${site.role}`, ...others.map(title)] }
}
