import Link from 'next/link'
import { sitesPath, subsystemsPath } from '#app/_web/routes.ts'
import type { OtherTree, PageSubject } from './queries/list-other-trees.ts'
import { withoutPlace } from './without-place.ts'

interface TreeSwitchProps {
  readonly slug: string
  /** As it was asked for. */
  readonly rev: string | null
  readonly trees: readonly OtherTree[]
  /** Path of the page in this tree, without parameters. */
  readonly path: string
  readonly params: URLSearchParams
}

/** Ways to the same page of other trees, at the same revision where they have it. Nothing where there is no other tree. */
export function TreeSwitch({ slug, rev, trees, path, params }: TreeSwitchProps) {
  if (trees.length === 0) return null
  return (
    <details key={path} className="menu tree-menu">
      <summary>
        <span className="sr-only">Other trees</span>
      </summary>
      <div className="menu-panel menu-short">
        <ul aria-label="Other trees">
          {trees.map((tree) => (
            <li key={tree.slug}>
              <Link href={hrefIn(tree)} prefetch={false}>
                <span>{tree.name}</span>
                <span className="text-muted">{noteOf(tree)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )

  function hrefIn(tree: OtherTree): string {
    if (!tree.hasSubject)
      return subjectOf(path)?.kind === 'site' ? sitesPath(tree.slug, at(tree)) : subsystemsPath(tree.slug, at(tree))
    const query = withoutPlace(params)
    if (tree.hasRevision && rev !== null) query.set('rev', rev)
    return `/${tree.slug}${path.slice(slug.length + 1)}${query.size === 0 ? '' : `?${query}`}`
  }

  function noteOf(tree: OtherTree): string {
    if (!tree.hasSubject) return 'has no such page: its list'
    return rev === null || tree.hasRevision ? '' : 'newest revision'
  }

  function at(tree: OtherTree) {
    return { rev: tree.hasRevision ? rev : null }
  }
}

/** What the page at a path of a tree is about. */
export function subjectOf(path: string): PageSubject {
  const [, kind, name] = /^\/[^/]+\/(site|subsystem)s\/([^/]+)$/.exec(path) ?? []
  if ((kind !== 'site' && kind !== 'subsystem') || name === undefined) return null
  return { kind, name: decodeURIComponent(name) }
}
