import Link from 'next/link'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Section } from '#app/_ui/section.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatNumber } from '#app/_web/format.ts'
import type { FoundGroup } from './search-index.ts'
import { describeTarget, kindHeadings } from './target-words.ts'

interface SearchResultsProps {
  readonly groups: readonly FoundGroup[]
  readonly slug: string
  readonly rev: string | null
}

/** What a search found, by kind. */
export function SearchResults({ groups, slug, rev }: SearchResultsProps) {
  if (groups.length === 0)
    return (
      <EmptyState title="Nothing is named so.">
        <p>A search looks for every word in names of files, functions, APIs, sections, people and revisions.</p>
      </EmptyState>
    )
  return groups.map(({ kind, targets, total }) => (
    <Section
      key={kind}
      title={kindHeadings[kind]}
      aside={
        total > targets.length
          ? `the first ${formatNumber(targets.length)} of ${formatNumber(total)}`
          : formatNumber(total)
      }
    >
      <Written id={`found-${kind}`}>
        <ul className="found-list">
          {targets.map((target) => {
            const { title, detail, href } = describeTarget(target, { slug, rev })
            return (
              <li key={href} data-row>
                <Link href={href} prefetch={false} className="break-anywhere">
                  {title}
                </Link>{' '}
                <span className="break-anywhere text-muted">{detail}</span>
              </li>
            )
          })}
        </ul>
      </Written>
    </Section>
  ))
}
