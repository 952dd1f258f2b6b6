import type { Metadata } from 'next'
import { Suspense } from 'react'
import { MaintainerList } from '#app/_components/maintainer-list.tsx'
import { PageTitle } from '#app/_components/page-title.tsx'
import { Skeleton } from '#app/_components/skeleton.tsx'
import { TreePage } from '#app/_components/tree-page.tsx'
import { maintainersPath } from '#app/_lib/routes.ts'
import type { PageSearchParams } from '#app/_lib/search-params.ts'
import { openTree } from '#app/_queries/open-tree.ts'

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
      <Suspense fallback={<Skeleton lines={14} label="Loading the people" />}>
        <MaintainerList context={context} />
      </Suspense>
    </TreePage>
  )
}
