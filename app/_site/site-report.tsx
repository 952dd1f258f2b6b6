import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { getFileText } from '#app/_site/queries/get-file-text.ts'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { listSiteOwners } from '#app/_site/queries/list-site-owners.ts'
import { listSitePairs } from '#app/_site/queries/list-site-pairs.ts'
import { decodeLines, type TextLine } from '#app/_web/decode-text.ts'
import { sitePath } from '#app/_web/routes.ts'
import { chooseExcerpt } from './choose-excerpt.ts'
import { LifeLine } from './life-line.tsx'
import { markLines } from './mark-lines.ts'
import { PairTargets } from './pair-targets.tsx'
import { type CodeFile, SiteCode } from './site-code.tsx'
import './site-report.css'
import { SiteFacts } from './site-facts.tsx'
import { SiteOwners } from './site-owners.tsx'
import { SitePairs } from './site-pairs.tsx'

interface SiteReportProps {
  readonly context: TreeContext
  readonly site: SiteAtRevision
}

/** Code, pairs, history, facts and owners of a site. */
export async function SiteReport({ context, site }: SiteReportProps) {
  const { tree, revision, rev } = context
  const database = getDatabase()
  const [pairs, owners] = await Promise.all([
    listSitePairs(database, revision, site.siteId),
    listSiteOwners(database, revision, site.siteId),
  ])
  const siteHref = (key: string) => sitePath(tree.slug, { rev }, key)
  const marks = markLines(site, pairs, siteHref)
  const files = await Promise.all(
    [...marks].map(async ([path, fileMarks], index): Promise<CodeFile> => {
      const content = await getFileText(database, revision, path)
      const lines = content === null ? [] : decodeLines(content)
      const anchorPrefix = index === 0 ? '' : `F${index}-`
      return {
        path,
        lines,
        marks: fileMarks,
        anchorPrefix,
        ranges: chooseRanges(lines, site, path, [...fileMarks.keys()]),
      }
    }),
  )
  const lineHref = (path: string, line: number): string | null => {
    const file = files.find((candidate) => candidate.path === path)
    const isShown = file?.ranges.some(({ first, last }) => line >= first && line <= last) ?? false
    return file !== undefined && isShown ? `#${file.anchorPrefix}L${line}` : null
  }
  return (
    <>
      <PairTargets site={site} pairs={pairs} lineHref={lineHref} />
      <div className="site-report">
        <div className="min-w-0">
          <SiteCode files={files} />
          <SitePairs site={site} pairs={pairs} siteHref={siteHref} lineHref={lineHref} />
          <LifeLine context={context} siteKey={site.key} siteId={site.siteId} />
        </div>
        <div className="min-w-0">
          <SiteFacts context={context} site={site} />
          <SiteOwners context={context} site={site} owners={owners} />
        </div>
      </div>
    </>
  )
}

/** Around the site in its own file, around the first mark in another. */
function chooseRanges(lines: readonly TextLine[], site: SiteAtRevision, path: string, marked: readonly number[]) {
  const texts = lines.map(({ text }) => text)
  if (path === site.path) return chooseExcerpt(texts, site.line, marked)
  const [first = 1, ...others] = [...marked].sort((a, b) => a - b)
  return chooseExcerpt(texts, first, others)
}
