import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { Board, BoardSections } from '#app/_people/board.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { boardPath, subsystemPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface BoardPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: BoardPageProps): Promise<Metadata> {
  const { tree, revision } = await openTree(props)
  return { title: `Board · ${tree.name} ${revision.label}` }
}

export default async function BoardPage(props: BoardPageProps) {
  const context = await openTree(props)
  const { tree, rev, params } = context
  const asked = params.get('subsystem') ?? ''
  const subsystem = asked === '' ? null : await findSubsystem(getDatabase(), tree.id, asked)
  if (asked !== '' && subsystem === null) notFound()
  return (
    <TreePage context={context} section="board" path={boardPath(tree.slug, { rev: null })}>
      {subsystem === null ? (
        <>
          <PageTitle title="Board">
            Acquires that are to be converted: what is open, who works on it, and what this release has done. Each
            stands in its closest section alone.
          </PageTitle>
          <BoardSections context={context} />
        </>
      ) : (
        <>
          <PageTitle title={subsystem.title}>
            <Link href={boardPath(tree.slug, { rev })} prefetch={false}>
              All boards
            </Link>
            , and{' '}
            <Link href={subsystemPath(tree.slug, { rev }, subsystem.slug)} prefetch={false}>
              what else there is of this section
            </Link>
            .
          </PageTitle>
          <Board context={context} slug={subsystem.slug} />
        </>
      )}
    </TreePage>
  )
}
