import Link from 'next/link'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { progressStatuses, ruleSentences, type Status } from '#scanner/model/site.ts'
import { EvidenceChain } from './evidence-chain.tsx'

interface SitePairsProps {
  readonly site: SiteAtRevision
  readonly pairs: readonly SitePair[]
  readonly siteHref: (key: string) => string
  readonly lineHref: (path: string, line: number) => string | null
}

/** Every release of an acquire, or every acquire of a release, each with what was seen. */
export function SitePairs({ site, pairs, siteHref, lineHref }: SitePairsProps) {
  const title = site.role === 'acquire' ? 'Released by' : 'Acquired by'
  if (pairs.length === 0) {
    // where no pair is looked for, none is missed
    if (!(progressStatuses as readonly Status[]).includes(site.status)) return null
    return (
      <Section title={title}>
        <p className="text-muted">
          {site.role === 'acquire' ? 'No release of these pages was found.' : 'No acquire of these pages was found.'}
        </p>
      </Section>
    )
  }
  return (
    <Section title={title} aside={formatNumber(pairs.length)}>
      <ul className="grid gap-4">
        {pairs.map((pair) => (
          <li key={pair.key}>
            <p className="pair-end">
              <Link href={siteHref(pair.key)} prefetch={false} className="break-anywhere font-mono">
                <PathLine path={pair.path} line={pair.line} />
              </Link>
              <StatusBadge status={pair.status} />
            </p>
            <p className="break-anywhere font-mono text-sm">
              {pair.api}() {pair.function === null ? 'outside any function' : `in ${pair.function}`}
            </p>
            {pair.target === null ? null : (
              <p>
                Convert to <code className="font-semibold">{pair.target}()</code>.
              </p>
            )}
            <p className="text-sm">
              <strong className="font-semibold">{pair.grade}</strong>: {ruleSentences[pair.rule]}
            </p>
            <EvidenceChain
              steps={pair.evidence}
              acquire={site.role === 'acquire' ? site : pair}
              release={site.role === 'acquire' ? pair : site}
              path={site.path}
              lineHref={lineHref}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
