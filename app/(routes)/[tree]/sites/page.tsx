import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ParameterNotice } from '#app/_components/notice.tsx'
import { PageTitle } from '#app/_components/page-title.tsx'
import { SiteFilters } from '#app/_components/site-filters.tsx'
import { SiteList } from '#app/_components/site-list.tsx'
import { Skeleton } from '#app/_components/skeleton.tsx'
import { TreePage } from '#app/_components/tree-page.tsx'
import { sitesPath } from '#app/_lib/routes.ts'
import type { PageSearchParams } from '#app/_lib/search-params.ts'
import { parseSitesQuery } from '#app/_lib/sites-query.ts'
import { openTree } from '#app/_queries/open-tree.ts'

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
