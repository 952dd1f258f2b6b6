import { printable } from '#scanner/model/printable.ts'
import type { PairEnd, SiteRow } from '#scanner/model/site.ts'

/**
 * The other ends of a site's pairs in few words, one text for each (API, file, grade), in the order of the row:
 * `put_page :63 :71 likely` in the same file, `put_page fs/file.c:63` in another. `certain` goes without saying.
 */
export const pairGroups = (row: Pick<SiteRow, 'path' | 'pairs'>): readonly string[] => {
  const groups = new Map<string, { readonly end: PairEnd; readonly lines: number[] }>()
  for (const end of row.pairs) {
    const key = JSON.stringify([end.api, end.path, end.grade])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { end, lines: [end.line] })
    else if (!group.lines.includes(end.line)) group.lines.push(end.line)
  }
  return [...groups.values()].map(({ end, lines }) => {
    const path = end.path === row.path ? '' : printable(end.path)
    const grade = end.grade === 'certain' ? '' : ` ${end.grade}`
    return `${end.api} ${path}${lines.map((line) => `:${line}`).join(' ')}${grade}`
  })
}
