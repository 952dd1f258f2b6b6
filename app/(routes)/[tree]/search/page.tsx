import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { searchTree } from '#app/_search/queries/search-tree.ts'
import { SearchResults } from '#app/_search/search-results.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { SearchForm } from '#app/_ui/search-form.tsx'
import { searchPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'
import { parseSearchText } from '#app/_web/search-text.ts'

interface SearchPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: SearchPageProps): Promise<Metadata> {
  const { tree } = await openTree(props)
  return { title: `Search · ${tree.name}`, robots: { index: false } }
}

const perKind = 50

export default async function SearchPage(props: SearchPageProps) {
  const context = await openTree(props)
  const { tree, revision, rev, params } = context
  const text = parseSearchText(params)
  const groups = text === '' ? null : await searchTree(getDatabase(), { treeId: tree.id, revision }, { text, perKind })
  return (
    <TreePage context={context} section={null} path={searchPath(tree.slug, { rev: null })}>
      <PageTitle title="Search">
        Sites, functions, files, sections, people and revisions by a part of their names.
      </PageTitle>
      <SearchForm
        action={searchPath(tree.slug, { rev: null })}
        label="A part of a name, an address, a path …"
        value={text}
        kept={[['rev', rev]]}
      />
      {groups === null ? null : <SearchResults groups={groups} slug={tree.slug} rev={rev} />}
    </TreePage>
  )
}
