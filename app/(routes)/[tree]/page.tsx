import { PageTitle } from '#app/_components/page-title.tsx'
import { TreePage } from '#app/_components/tree-page.tsx'
import { overviewPath } from '#app/_lib/routes.ts'
import type { PageSearchParams } from '#app/_lib/search-params.ts'
import { openTree } from '#app/_queries/open-tree.ts'

interface OverviewProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export default async function Overview(props: OverviewProps) {
  const context = await openTree(props)
  return (
    <TreePage context={context} section="overview" path={overviewPath(context.tree.slug, { rev: null })}>
      <PageTitle title={context.tree.name} />
    </TreePage>
  )
}
