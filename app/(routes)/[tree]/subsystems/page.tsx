import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageTitle } from '#app/_components/page-title.tsx'
import { Skeleton } from '#app/_components/skeleton.tsx'
import { SubsystemList } from '#app/_components/subsystem-list.tsx'
import { TreePage } from '#app/_components/tree-page.tsx'
import { subsystemsPath } from '#app/_lib/routes.ts'
import type { PageSearchParams } from '#app/_lib/search-params.ts'
import { openTree } from '#app/_queries/open-tree.ts'

interface SubsystemsPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: SubsystemsPageProps): Promise<Metadata> {
  const { tree, revision } = await openTree(props)
  return { title: `Subsystems · ${tree.name} ${revision.label}` }
}

export default async function SubsystemsPage(props: SubsystemsPageProps) {
  const context = await openTree(props)
  return (
    <TreePage context={context} section="subsystems" path={subsystemsPath(context.tree.slug, { rev: null })}>
      <PageTitle title="Subsystems">
        Sections of MAINTAINERS with sites. Acquires are counted, each for every section that it is in.
      </PageTitle>
      <Suspense fallback={<Skeleton lines={14} label="Loading the subsystems" />}>
        <SubsystemList context={context} />
      </Suspense>
    </TreePage>
  )
}
