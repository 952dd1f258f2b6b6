import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { openTree } from '#app/_data/open-tree.ts'
import { TriageReport } from '#app/_people/triage-report.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { triagePath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'
import { triageVerdicts } from '#scanner/model/triage/triage.ts'

interface TriagePageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: TriagePageProps): Promise<Metadata> {
  const { tree } = await openTree(props)
  return { title: `Triage · ${tree.name}` }
}

export default async function TriagePage(props: TriagePageProps) {
  const context = await openTree(props)
  const asked = context.params.get('verdict')
  const verdict = triageVerdicts.find((one) => one === asked) ?? null
  if (asked !== null && asked !== '' && verdict === null) notFound()
  return (
    <TreePage context={context} section="triage" path={triagePath(context.tree.slug, { rev: null })}>
      <PageTitle title="Triage">
        What people say of sites. It stands beside what the scanner says, and changes no status.
      </PageTitle>
      <TriageReport context={context} verdict={verdict} />
    </TreePage>
  )
}
