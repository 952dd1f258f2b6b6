import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { openTree } from '#app/_data/open-tree.ts'
import { BulkTriage } from '#app/_people/bulk-triage.tsx'
import { may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { judgePath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface JudgePageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export const metadata: Metadata = { title: 'Judge' }

/** Where lines that were ticked in a list are judged. */
export default async function JudgePage(props: JudgePageProps) {
  const context = await openTree(props)
  const actor = await currentActor()
  if (actor === null || !may(actor.role, 'propose triage')) notFound()
  return (
    <TreePage context={context} section="sites" path={judgePath(context.tree.slug, { rev: null })}>
      <PageTitle title="Judge" />
      <BulkTriage context={context} />
    </TreePage>
  )
}
