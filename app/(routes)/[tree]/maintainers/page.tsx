import type { Metadata } from 'next'
import { openTree } from '#app/_data/open-tree.ts'
import { MaintainerList } from '#app/_owners/maintainer-list.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { maintainersPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface MaintainersPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: MaintainersPageProps): Promise<Metadata> {
  const { tree, revision } = await openTree(props)
  return { title: `Maintainers · ${tree.name} ${revision.label}` }
}

export default async function MaintainersPage(props: MaintainersPageProps) {
  const context = await openTree(props)
  return (
    <TreePage context={context} section="maintainers" path={maintainersPath(context.tree.slug, { rev: null })}>
      <PageTitle title="Maintainers">
        People whom a section with sites names. Acquires are counted, each once for a person; THE REST is left out.
      </PageTitle>
      <MaintainerList context={context} />
    </TreePage>
  )
}
