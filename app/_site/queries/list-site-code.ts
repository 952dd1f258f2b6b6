import type { RevisionPlace } from '#app/_data/revision-place.ts'
import { chooseExcerpt } from '#app/_site/choose-excerpt.ts'
import { markLines } from '#app/_site/mark-lines.ts'
import { decodeLines } from '#app/_web/decode-text.ts'
import type { Transaction } from '#prisma/client.ts'
import { getFileText } from './get-file-text.ts'
import type { SiteAtRevision } from './get-site.ts'
import { listSitePairs } from './list-site-pairs.ts'

export interface CodeParts {
  readonly path: string
  readonly parts: { readonly first: number; readonly lines: string[] }[]
}

/** The lines that matter to a site: its function, and around its pairs and what leads to them. Files whose text is not kept are missing. */
export async function listSiteCode(
  database: Transaction,
  revision: RevisionPlace,
  site: SiteAtRevision,
): Promise<CodeParts[]> {
  const pairs = await listSitePairs(database, revision, site.siteId)
  const files = [...markLines(site, pairs, () => '')].map(async ([path, marks]) => {
    const content = await getFileText(database, revision, path)
    if (content === null) return []
    const lines = decodeLines(content).map(({ text }) => text)
    const marked = [...marks.keys()].sort((a, b) => a - b)
    const [main = 1, ...others] = path === site.path ? [site.line, ...marked] : marked
    const parts = chooseExcerpt(lines, main, others).map(({ first, last }) => ({
      first,
      lines: lines.slice(first - 1, last),
    }))
    return [{ path, parts }]
  })
  return (await Promise.all(files)).flat()
}
