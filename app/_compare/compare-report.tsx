import Link from 'next/link'
import { type ComparedSite, compareRevisions } from '#app/_compare/queries/compare-revisions.ts'
import type { OpenedRevision } from '#app/_compare/queries/open-compared.ts'
import { getDatabase } from '#app/_data/database.ts'
import { emptyFilter, filterParams } from '#app/_data/site-filter.ts'
import { quote, repoFlags } from '#app/_data/sites-command.ts'
import { loadSubsystems } from '#app/_owners/queries/load-owners.ts'
import type { SiteCursor, SitePlace } from '#app/_sites/site-order.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { type ComparedRevision, comparePath, sitePath, subsystemPath } from '#app/_web/routes.ts'
import { CompareFilter } from './compare-filter.tsx'
import { type CompareQuery, compareParams } from './compare-query.ts'
import { ComparisonCounts, ComparisonLists } from './comparison-lists.tsx'

const limits = { each: 15, page: 50 }

export type FoundRevision = Extract<OpenedRevision, { readonly kind: 'found' }>

interface CompareReportProps {
  readonly from: FoundRevision
  readonly to: FoundRevision
  readonly query: CompareQuery
}

/** What happened from one revision to another: counts first, then the lists. */
export async function CompareReport({ from, to, query }: CompareReportProps) {
  const database = getDatabase()
  const places = { from: from.revision, to: to.revision }
  const [asked, subsystems] = await Promise.all([
    compareRevisions(database, places, query, limits),
    loadSubsystems(database, to.revision),
  ])
  const isLost = asked.sites.length === 0 && query.cursor !== null
  const comparison = isLost ? await compareRevisions(database, places, { ...query, cursor: null }, limits) : asked
  const [left, right] = [nameOf(from), nameOf(to)]
  const href = (changed: Partial<CompareQuery>) =>
    comparePath(left, right, compareParams({ ...query, cursor: null, ...changed }))
  const pageHref = (side: SiteCursor['side'], place: SitePlace | null) =>
    place === null ? null : href({ cursor: { side, place } })
  const siteHref = ({ is, key }: ComparedSite) => {
    const side = is === null ? left : right
    return sitePath(side.slug, { rev: side.rev }, key)
  }
  const subsystemHref = ({ is, subsystem }: ComparedSite) => {
    const side = is === null ? left : right
    return subsystemPath(side.slug, { rev: side.rev }, subsystem?.slug ?? '')
  }
  const isEmpty = [...comparison.counts.values()].every((count) => count === 0)
  const isFiltered = filterParams(query.filter).size > 0
  return (
    <>
      {comparison.common === 0 ? (
        <Notice title="No site in common">
          <p>
            No call of one is a call of the other: everything is gone or appeared. The two may come from kernels that
            have nothing to do with each other.
          </p>
        </Notice>
      ) : null}
      <ComparisonCounts comparison={comparison} show={query.show} listHref={(show) => href({ show })} />
      <CompareFilter
        from={left}
        to={right}
        query={query}
        subsystems={subsystems.map(({ title }) => title)}
        clearHref={href({ filter: emptyFilter })}
      />
      {isLost ? <Notice kind="problem">This part of the list is no longer there; it begins anew.</Notice> : null}
      {isEmpty || (query.show !== null && comparison.sites.length === 0) ? (
        <div className="mt-5">
          <EmptyState title={isFiltered ? 'No such site fits all of these filters.' : 'No site.'}>
            {isFiltered ? (
              <p>
                <Link href={href({ filter: emptyFilter })} prefetch={false}>
                  Without filters
                </Link>
              </p>
            ) : query.show === null ? (
              <p>Nothing changed, and nothing is open.</p>
            ) : (
              <p>
                <Link href={href({ show: null })} prefetch={false}>
                  All lists
                </Link>
              </p>
            )}
          </EmptyState>
        </div>
      ) : (
        <ComparisonLists
          comparison={comparison}
          show={query.show}
          listHref={(show) => href({ show })}
          siteHref={siteHref}
          subsystemHref={subsystemHref}
        />
      )}
      <Pager
        previousHref={pageHref('before', comparison.previous)}
        nextHref={pageHref('after', comparison.next)}
        firstHref={href({})}
      />
      <Footnote from={from} to={to} />
    </>
  )
}

/** As the address asks for it, so that links ask so too. */
export const nameOf = ({ tree, rev }: FoundRevision): ComparedRevision => ({ slug: tree.slug, rev })

function Footnote({ from, to }: Omit<CompareReportProps, 'query'>) {
  return (
    <div className="mt-8 border-t border-line pt-3 text-sm text-muted">
      {from.tree.id === to.tree.id ? (
        <>
          <p>The same without a database, in a terminal:</p>
          <p className="mt-1">
            <code className="break-anywhere select-all text-ink">
              npx pinwatch compare {repoFlags(from.tree.source)} {quote(from.revision.label)} {quote(to.revision.label)}
            </code>
          </p>
        </>
      ) : (
        <p>
          Sites of two trees are joined by identity key, which comes from the path, the function, the API and its place
          among equal calls when a tree first had the call. A call that moved or was converted in one of them before
          that tree was first scanned may stand under appeared and gone.
        </p>
      )}
    </div>
  )
}
