import Link from 'next/link'
import { remainingOf } from '#app/_data/progress.ts'
import { filterOf, filterParams } from '#app/_data/site-filter.ts'
import type { MaintainedTree } from '#app/_people/queries/list-maintained-trees.ts'
import { Section } from '#app/_ui/section.tsx'
import { formatCount } from '#app/_web/format.ts'
import { maintainerPath, nextPath, sitesPath } from '#app/_web/routes.ts'
import './people.css'

/** What belongs to somebody by MAINTAINERS, tree by tree, with the ways to it. */
export function OwnTrees({ trees }: { readonly trees: readonly MaintainedTree[] }) {
  if (trees.length === 0) return null
  return (
    <Section title="Yours by MAINTAINERS">
      <ul className="people-list">
        {trees.map((tree) => (
          <li key={`${tree.slug} ${tree.email}`} className="board-card">
            <OwnTree tree={tree} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OwnTree({ tree }: { readonly tree: MaintainedTree }) {
  const { slug, treeName, email, converted } = tree
  const remaining = remainingOf(tree)
  const left = filterOf({ maintainer: email, role: 'acquire', status: ['mismatched', 'unconverted', 'unknown'] })
  return (
    <>
      <p className="break-anywhere">
        <strong>{treeName}</strong> <span className="text-muted">as {email}</span>
      </p>
      <p className="text-sm text-muted">
        {remaining === 0
          ? 'nothing remains'
          : `${formatCount(remaining, 'site')} ${remaining === 1 ? 'remains' : 'remain'}`}
        , {converted} converted
      </p>
      <div className="people-acts">
        {remaining === 0 ? null : (
          <Link
            href={sitesPath(slug, { rev: null }, filterParams(left))}
            prefetch={false}
            aria-label={`What remains of ${treeName} in your sections`}
          >
            What remains
          </Link>
        )}
        <Link
          href={maintainerPath(slug, { rev: null }, email)}
          prefetch={false}
          aria-label={`Your sections of ${treeName}`}
        >
          Your sections
        </Link>
        <Link
          href={nextPath(slug, { rev: null }, { who: email })}
          prefetch={false}
          aria-label={`What next in ${treeName}`}
        >
          What next?
        </Link>
      </div>
    </>
  )
}
