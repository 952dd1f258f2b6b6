import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remember } from '#app/_data/remember.ts'
import { getFileText } from '#app/_site/queries/get-file-text.ts'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { listSiteOwners } from '#app/_site/queries/list-site-owners.ts'
import { listSitePairs } from '#app/_site/queries/list-site-pairs.ts'
import { listParameters } from '#app/_sites/sites-query.ts'
import { decodeLines } from '#app/_web/decode-text.ts'
import { sitePath } from '#app/_web/routes.ts'
import { type CodeExtent, codeExtents } from './choose-excerpt.ts'
import { choosePanes } from './choose-panes.ts'
import { drawChain } from './draw-chain.ts'
import { LifeLine } from './life-line.tsx'
import { markLines } from './mark-lines.ts'
import { PairTargets } from './pair-targets.tsx'
import { SiteAdvice } from './site-advice.tsx'
import { SiteCode } from './site-code.tsx'
import { SiteFacts } from './site-facts.tsx'
import { SiteOwners } from './site-owners.tsx'
import { SitePairs } from './site-pairs.tsx'

interface SiteReportProps {
  readonly context: TreeContext
  readonly site: SiteAtRevision
}

/** Code, what to write instead, pairs, history, facts and owners of a site. */
export async function SiteReport({ context, site }: SiteReportProps) {
  const { tree, revision, rev, params } = context
  const database = getDatabase()
  const [pairs, owners] = await remember(revision, ['site', site.key], () =>
    Promise.all([listSitePairs(database, revision, site.siteId), listSiteOwners(database, revision, site.siteId)]),
  )
  const list = new URLSearchParams([...params].filter(([name]) => listParameters.includes(name)))
  const siteHref = (key: string) => sitePath(tree.slug, { rev }, key, list)
  const marks = markLines(site, pairs, siteHref)
  const extent = codeExtents.find((name) => name === params.get('code')) ?? 'near'
  const texts = new Map(
    await Promise.all(
      [...marks.keys()].map(async (path) => {
        const content = await getFileText(database, revision, path)
        return [path, content === null ? [] : decodeLines(content)] as const
      }),
    ),
  )
  const { panes, titles } = choosePanes(site, pairs, { marks, texts, extent })
  // beside a whole file both ends are seldom in sight
  const chain = extent === 'file' ? null : drawChain(panes, site, pairs)
  const lineHref = (path: string, line: number): string | null => {
    const pane = panes.find(
      (candidate) =>
        candidate.path === path && candidate.ranges.some(({ first, last }) => line >= first && line <= last),
    )
    return pane === undefined ? null : `#${pane.anchorPrefix}L${line}`
  }
  const extentHref = (name: CodeExtent) => {
    const changed = new URLSearchParams(list)
    if (name !== 'near') changed.set('code', name)
    return sitePath(tree.slug, { rev }, site.key, changed)
  }
  return (
    <>
      <PairTargets site={site} pairs={pairs} lineHref={lineHref} />
      <SiteCode panes={panes} titles={titles} chain={chain} extent={extent} extentHref={extentHref} />
      <div className="site-report">
        <div className="min-w-0">
          <SiteAdvice site={site} pairs={pairs} lineHref={lineHref} />
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
