import type { Metadata } from 'next'
import { Suspense } from 'react'
import { openTree } from '#app/_data/open-tree.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { SiteFilters } from '#app/_sites/site-filters.tsx'
import { SiteList } from '#app/_sites/site-list.tsx'
import { parseSitesQuery } from '#app/_sites/sites-query.ts'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { sitesPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface SitesPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: SitesPageProps): Promise<Metadata> {
  const { tree, revision } = await openTree(props)
  return { title: `Sites · ${tree.name} ${revision.label}` }
}

export default async function SitesPage(props: SitesPageProps) {
  const context = await openTree(props)
  const { query, problems } = parseSitesQuery(context.params)
  return (
    <TreePage context={context} section="sites" path={sitesPath(context.tree.slug, { rev: null })}>
      <PageTitle title="Sites">
        Every call that takes or drops references to user pages. Releases that no acquire was found for are{' '}
        <em>unrelated</em>, and hidden unless you ask for them.
      </PageTitle>
      <ParameterNotice problems={problems} />
      <Suspense fallback={<Skeleton lines={14} label="Loading the sites" />}>
        <SiteFilters context={context} query={query} />
        <SiteList context={context} query={query} />
      </Suspense>
    </TreePage>
  )
}
