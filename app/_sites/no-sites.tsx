import Link from 'next/link'
import type { FilterParameter } from '#app/_data/site-filter.ts'
import type { FilterSummary } from '#app/_sites/queries/summarize-filter.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { formatCount } from '#app/_web/format.ts'
import { parameterLabels } from './parameter-labels.ts'

interface NoSitesProps {
  readonly summary: FilterSummary
  readonly label: string
  readonly hrefWithout: (parameter: FilterParameter) => string
}

/** Says which part of a filter leaves nothing, and what there is without it. */
export function NoSites({ summary, label, hrefWithout }: NoSitesProps) {
  if (summary.values.length === 0) return <EmptyState title={`${label} has no site.`} />
  const fitting = summary.values.some(({ alone }) => alone > 0)
  const empty = summary.values.filter(({ alone }) => alone === 0)
  const helpful = summary.values.filter(
    ({ parameter, without }, index, all) =>
      without > 0 && all.findIndex((other) => other.parameter === parameter) === index,
  )
  return (
    <div className="mt-4">
      <EmptyState
        title={
          empty.length > 0
            ? `No site of ${label} fits ${listValues(empty)}.`
            : `No site of ${label} fits all of these filters.`
        }
      >
        {fitting && empty.length === 0 ? <p>Each of them has sites, but none has all.</p> : null}
        {helpful.length === 0 ? null : (
          <ul className="mt-2">
            {helpful.map(({ parameter, without }) => (
              <li key={parameter}>
                Without the {nameOf(parameter)}:{' '}
                <Link href={hrefWithout(parameter)} prefetch={false}>
                  {formatCount(without, 'site')}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </EmptyState>
    </div>
  )
}

const nameOf = (parameter: FilterParameter): string => parameterLabels[parameter]

const listValues = (values: FilterSummary['values']): string =>
  values.map(({ parameter, value }) => `${nameOf(parameter)} “${value}”`).join(' or ')
