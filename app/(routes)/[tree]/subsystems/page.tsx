import type { Metadata } from 'next'
import { openTree } from '#app/_data/open-tree.ts'
import { SubsystemList } from '#app/_owners/subsystem-list.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { subsystemsPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

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
      <SubsystemList context={context} />
    </TreePage>
  )
}
