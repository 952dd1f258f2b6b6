import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { openTree, type TreeContext } from '#app/_data/open-tree.ts'
import { SitePeople } from '#app/_people/site-people.tsx'
import { SitePeopleLine } from '#app/_people/site-people-line.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { LifeLine } from '#app/_site/life-line.tsx'
import { getSite, type SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { getSiteElsewhere, type SiteElsewhere } from '#app/_site/queries/get-site-elsewhere.ts'
import { SiteElsewhereNotice } from '#app/_site/site-elsewhere-notice.tsx'
import { SiteNeighbours } from '#app/_site/site-neighbours.tsx'
import { SiteOrigin } from '#app/_site/site-origin.tsx'
import { SiteReport } from '#app/_site/site-report.tsx'
import { SiteVerdict } from '#app/_site/site-verdict.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { sitePath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface SitePageProps {
  readonly params: Promise<{ readonly tree: string; readonly key: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: SitePageProps): Promise<Metadata> {
  const { context, ...opened } = await openSite(props)
  const { path, line } = opened.site ?? opened.elsewhere
  return { title: `${path}:${line} · ${context.tree.name} ${context.revision.label}` }
}

export default async function SitePage(props: SitePageProps) {
  const { context, key, ...opened } = await openSite(props)
  const { path, line, api, function: name } = opened.site ?? opened.elsewhere
  return (
    <TreePage context={context} section="sites" path={sitePath(context.tree.slug, { rev: null }, key)}>
      <SiteNeighbours context={context} siteKey={key} />
      <PageTitle
        title={
          <span className="select-all font-mono">
            <PathLine path={path} line={line} />
          </span>
        }
      >
        <span className="break-anywhere font-mono text-ink">
          {api}() {name === null ? 'outside any function' : `in ${name}`}
        </span>
      </PageTitle>
      {opened.site === null ? (
        <>
          <SiteElsewhereNotice context={context} siteKey={key} elsewhere={opened.elsewhere} />
          <LifeLine context={context} siteKey={key} elsewhere={opened.elsewhere} />
        </>
      ) : (
        <>
          <SiteVerdict site={opened.site} />
          <SitePeopleLine context={context} siteId={opened.site.siteId} />
          <SiteOrigin context={context} site={opened.site} />
          <SiteReport context={context} site={opened.site} />
          <SitePeople context={context} site={opened.site} />
        </>
      )}
    </TreePage>
  )
}

type OpenedSite = { readonly context: TreeContext; readonly key: string } & (
  | { readonly site: SiteAtRevision; readonly elsewhere: null }
  | { readonly site: null; readonly elsewhere: SiteElsewhere }
)

/** The site at the revision of the address, or where else it is. 404 if no revision has it. */
async function openSite(props: SitePageProps): Promise<OpenedSite> {
  const [context, { key }] = await Promise.all([openTree(props), props.params])
  if (!/^[\da-f]{16}$/.test(key)) notFound()
  const { tree, revision } = context
  const site = await findSite(tree.id, revision.lineId, revision.ordinal, key)
  if (site !== null) return { context, key, site, elsewhere: null }
  const elsewhere = await findElsewhere(tree.id, key)
  if (elsewhere === null) notFound()
  return { context, key, site, elsewhere }
}

// title and page ask for the same
const findSite = cache((treeId: number, lineId: number, ordinal: number, key: string) =>
  getSite(getDatabase(), treeId, { lineId, ordinal }, key),
)
const findElsewhere = cache((treeId: number, key: string) => getSiteElsewhere(getDatabase(), treeId, key))
