import type { ReactNode } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { listOtherTrees } from '#app/_scans/queries/list-other-trees.ts'
import { listRevisions } from '#app/_scans/queries/list-revisions.ts'
import { PageKeys } from '#app/_search/page-keys.tsx'
import { SearchBox } from '#app/_search/search-box.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { abbreviateCommit, formatAge, formatDay, formatTime } from '#app/_web/format.ts'
import { overviewPath } from '#app/_web/routes.ts'
import { RevisionSwitch } from './revision-switch.tsx'
import { TreeNavigation, type TreeSection } from './tree-navigation.tsx'
import { subjectOf, TreeSwitch } from './tree-switch.tsx'

interface TreePageProps {
  readonly context: TreeContext
  /** `null`: none of those that the navigation names. */
  readonly section: TreeSection | null
  /** Path of this page without parameters: where tree and revision are switched. */
  readonly path: string
  readonly children: ReactNode
}

/** More are found by their names. */
const revisionsShown = 24

/** A page of one tree at one revision: says at the top which, at the bottom how old that is. */
export async function TreePage({ context, section, path, children }: TreePageProps) {
  const { tree, revision, rev, params } = context
  const database = getDatabase()
  const [revisions, trees] = await Promise.all([
    listRevisions(database, tree.id, revisionsShown),
    listOtherTrees(database, tree.id, { rev, subject: subjectOf(path) }),
  ])
  return (
    <PageFrame
      place={{
        name: tree.name,
        href: overviewPath(tree.slug, { rev }),
        others: <TreeSwitch slug={tree.slug} rev={rev} trees={trees} path={path} params={params} />,
      }}
      navigation={
        <TreeNavigation
          slug={tree.slug}
          rev={rev}
          section={section}
          hasChecks={tree.githubRepository !== null || section === 'checks'}
        />
      }
      aside={
        <>
          <SearchBox slug={tree.slug} rev={rev} />
          <RevisionSwitch
            slug={tree.slug}
            current={revision}
            asked={rev}
            revisions={revisions}
            path={path}
            params={params}
          />
        </>
      }
      footer={
        <p>
          {tree.name} at <span className="font-mono">{revision.label}</span> (
          <span className="font-mono">{abbreviateCommit(revision.commit)}</span>), committed{' '}
          <time dateTime={revision.committedAt.toISOString()} title={formatTime(revision.committedAt)}>
            {formatDay(revision.committedAt)}
          </time>
          , scanned{' '}
          <time dateTime={revision.publishedAt.toISOString()} title={formatTime(revision.publishedAt)}>
            {formatAge(revision.publishedAt, new Date())}
          </time>
        </p>
      }
    >
      <PageKeys slug={tree.slug} rev={rev} />
      {revision.isReachable ? null : (
        <Notice title={`${revision.label} is no longer on a branch`}>
          <p>
            The repository was rewritten since it was scanned: no branch or tag leads to{' '}
            <span className="font-mono">{abbreviateCommit(revision.commit)}</span> any more. What was found in it stays
            as it was.
          </p>
        </Notice>
      )}
      {children}
    </PageFrame>
  )
}
