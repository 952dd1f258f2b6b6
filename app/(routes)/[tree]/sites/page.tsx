import type { Metadata } from 'next'
import { openTree } from '#app/_data/open-tree.ts'
import { BulkOutcome, ClaimChosenButton, JudgeChosenButton } from '#app/_people/bulk-claim.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { SiteList } from '#app/_sites/site-list.tsx'
import { isBare, listStrangers, parseSitesQuery, remainingQuery } from '#app/_sites/sites-query.ts'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
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
  const { tree, params } = context
  // whoever wishes for nothing in particular gets what remains
  const { query, problems } = isBare(params) ? { query: remainingQuery, problems: [] } : parseSitesQuery(params)
  return (
    <TreePage context={context} section="sites" path={sitesPath(tree.slug, { rev: null })}>
      <PageTitle title="Sites" />
      <ParameterNotice problems={problems} asides={listStrangers(params)} />
      <BulkOutcome context={context} />
      <SiteList
        context={context}
        query={query}
        actions={
          <>
            <ClaimChosenButton context={context} />
            <JudgeChosenButton context={context} />
          </>
        }
      />
    </TreePage>
  )
}
