import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { openTree } from '#app/_data/open-tree.ts'
import { BulkClaim } from '#app/_people/bulk-claim.tsx'
import { may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { claimPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface ClaimPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export const metadata: Metadata = { title: 'Claim or assign' }

/** Where lines that were ticked in a list are claimed. */
export default async function ClaimPage(props: ClaimPageProps) {
  const context = await openTree(props)
  const actor = await currentActor()
  if (actor === null || !may(actor.role, 'claim for oneself')) notFound()
  return (
    <TreePage context={context} section="sites" path={claimPath(context.tree.slug, { rev: null })}>
      <PageTitle title="Claim or assign" />
      <BulkClaim context={context} />
    </TreePage>
  )
}
