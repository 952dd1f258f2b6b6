import Link from 'next/link'
import type { ComparedSite, Comparison } from '#app/_compare/queries/compare-revisions.ts'
import { CodeName } from '#app/_ui/code-name.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import { type ComparisonKind, comparisonKinds } from '#scanner/model/classify-change.ts'
import { comparisonSentences } from './comparison-words.ts'

interface ComparisonListsProps {
  readonly comparison: Comparison
  /** The one that is shown whole. */
  readonly show: ComparisonKind | null
  readonly listHref: (kind: ComparisonKind | null) => string
  readonly siteHref: (site: ComparedSite) => string
  /** Its section, where it is or was last. */
  readonly subsystemHref: (site: ComparedSite) => string
}

/** How many sites are in each list; a click shows it whole. */
export function ComparisonCounts({
  comparison,
  show,
  listHref,
}: Omit<ComparisonListsProps, 'siteHref' | 'subsystemHref'>) {
  return (
    <ul className="compare-counts" aria-label="Counts">
      {comparisonKinds.map((kind) => (
        <li key={kind}>
          <Link
            href={listHref(show === kind ? null : kind)}
            prefetch={false}
            className="compare-count"
            title={comparisonSentences[kind]}
            {...(show === kind ? { 'aria-current': 'true' } : {})}
          >
            <span className="compare-number">{formatNumber(comparison.counts.get(kind) ?? 0)}</span> {kind}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The lists themselves: one whole, or the beginning of each that is not empty. */
export function ComparisonLists({ comparison, show, listHref, siteHref, subsystemHref }: ComparisonListsProps) {
  return comparisonKinds
    .filter((kind) => (show === null ? (comparison.counts.get(kind) ?? 0) > 0 : show === kind))
    .map((kind) => {
      const sites = comparison.sites.filter((site) => site.kind === kind)
      const total = comparison.counts.get(kind) ?? 0
      return (
        <Section
          key={kind}
          title={titles[kind]}
          aside={
            show === null && total > sites.length ? (
              <Link href={listHref(kind)} prefetch={false}>
                all {formatCount(total, 'site')}
              </Link>
            ) : (
              formatCount(total, 'site')
            )
          }
        >
          <p className="mb-2 text-sm text-muted">{comparisonSentences[kind]}</p>
          <ul className="rows">
            {sites.map((site) => (
              <li key={site.key}>
                <ComparedRow site={site} href={siteHref(site)} subsystemHref={subsystemHref} />
              </li>
            ))}
          </ul>
        </Section>
      )
    })
}

const titles: Readonly<Record<ComparisonKind, string>> = {
  regressed: 'Regressed',
  appeared: 'Appeared',
  converted: 'Converted',
  gone: 'Gone',
  open: 'Open',
}

interface ComparedRowProps {
  readonly site: ComparedSite
  readonly href: string
  readonly subsystemHref: (site: ComparedSite) => string
}

function ComparedRow({ site, href, subsystemHref }: ComparedRowProps) {
  const { before } = site
  const hasMoved =
    before !== null && site.is !== null && (before.path !== site.path || before.function !== site.function)
  return (
    <>
      <div className="row-main">
        <Link href={href} prefetch={false} className="font-mono">
          <PathLine path={site.path} line={site.line} />
        </Link>
        <span className="break-anywhere font-mono text-muted">
          <CodeName name={site.api} />
          ()
          {site.function === null ? null : (
            <>
              {' '}
              in <CodeName name={site.function} />
            </>
          )}
        </span>
        <Change site={site} />
        {site.subsystem === null ? null : (
          <Link href={subsystemHref(site)} prefetch={false} className="text-muted">
            {site.subsystem.title}
          </Link>
        )}
      </div>
      {hasMoved ? (
        <div className="break-anywhere text-muted">
          was in{' '}
          <span className="font-mono">
            <PathLine path={before.path} />
            {before.function === null ? null : (
              <>
                , <CodeName name={before.function} />
              </>
            )}
          </span>
        </div>
      ) : null}
    </>
  )
}

function Change({ site: { was, is } }: { readonly site: ComparedSite }) {
  if (was === null || is === null || was === is) {
    const status = is ?? was
    return status === null ? null : <StatusBadge status={status} />
  }
  return (
    <span className="event-change">
      <StatusBadge status={was} />
      <span aria-hidden="true">→</span>
      <span className="sr-only">to</span>
      <StatusBadge status={is} />
    </span>
  )
}
