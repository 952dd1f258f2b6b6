import type { ReactNode } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { findHeadTree } from '#app/_scans/queries/find-head-tree.ts'
import { PageKeys } from '#app/_search/page-keys.tsx'
import { SearchBox } from '#app/_search/search-box.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { overviewPath } from '#app/_web/routes.ts'
import { TreeNavigation } from './tree-navigation.tsx'

interface ServerPageProps {
  /** Which of the links that every page has this one is. */
  readonly current?: 'scans' | 'mine'
  /** The tree that it is about; else the only one there is, if there is only one. */
  readonly tree?: { readonly slug: string; readonly name: string }
  readonly children: ReactNode
}

/** A page about no revision. Whoever comes from a tree goes on from here as from its own pages: with its ways, its search and its keys. */
export async function ServerPage({ current, tree, children }: ServerPageProps) {
  const head = await findHeadTree(getDatabase(), tree?.slug ?? null)
  const place = head ?? tree
  return (
    <PageFrame
      {...(current === undefined ? {} : { current })}
      {...(place === undefined ? {} : { place: { name: place.name, href: overviewPath(place.slug, { rev: null }) } })}
      {...(head === null
        ? {}
        : {
            navigation: <TreeNavigation slug={head.slug} rev={null} section={null} hasChecks={head.hasChecks} />,
            aside: <SearchBox slug={head.slug} rev={null} />,
          })}
    >
      {head === null ? null : <PageKeys slug={head.slug} rev={null} />}
      {children}
    </PageFrame>
  )
}
