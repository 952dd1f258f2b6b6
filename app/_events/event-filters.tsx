import Link from 'next/link'
import { chosenValue, chosenValues, filterParams, onlyParameters, withoutParameters } from '#app/_data/site-filter.ts'
import { OwnerFields } from '#app/_owners/owner-fields.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { eventsPath } from '#app/_web/routes.ts'
import { roles } from '#scanner/model/api.ts'
import { type EventKind, eventKinds } from '#scanner/model/event.ts'
import { eventSentences, eventSigns } from './event-words.ts'
import { type EventsQuery, emptyEventsQuery, eventsParams, usualKinds } from './events-query.ts'

interface EventFiltersProps {
  readonly slug: string
  readonly rev: string | null
  readonly query: EventsQuery
  /** Of the step, where the list is one; `null` over all steps, where nobody counts. */
  readonly counts: ReadonlyMap<EventKind, number> | null
  readonly subsystems: readonly string[]
}

/** What the list can be narrowed by: kinds by links, the rest by an ordinary form whose address is the list. */
export function EventFilters({ slug, rev, query, counts, subsystems }: EventFiltersProps) {
  const { filter } = query
  const href = (changed: Partial<EventsQuery>) => {
    const params = eventsParams({ ...query, cursor: null, ...changed })
    return eventsHref(slug, rev, params)
  }
  const statuses = chosenValues(filter, 'status')
  const kept = [
    ...query.kinds.map((kind) => ['kind', kind] as const),
    ...filterParams(onlyParameters(filter, 'status', 'dir')),
    ...(rev === null ? [] : [['rev', rev] as const]),
  ]
  const isNarrowed = eventsParams({ ...query, cursor: null }).size > 0
  return (
    <search>
      <ul aria-label="Kinds" className="facets">
        {eventKinds.map((kind) => {
          const chosen = query.kinds.includes(kind)
          const kinds = chosen ? query.kinds.filter((other) => other !== kind) : [...query.kinds, kind]
          return (
            <li key={kind}>
              <Link
                href={href({ kinds })}
                prefetch={false}
                className="facet"
                title={eventSentences[kind]}
                {...(chosen ? { 'aria-current': 'true' } : {})}
              >
                <span className={`event-${kind}`}>
                  <span aria-hidden="true">{eventSigns[kind]}</span> {kind}
                </span>
                {counts === null ? null : <span className="facet-count">{formatNumber(counts.get(kind) ?? 0)}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
      <form action={eventsPath(slug, { rev: null })} method="get" className="mt-3">
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="filter-fields">
          <OwnerFields
            path={chosenValue(filter, 'path')}
            subsystem={chosenValue(filter, 'subsystem')}
            maintainer={chosenValue(filter, 'maintainer')}
            subsystems={subsystems}
          />
          <label>
            Role
            <select name="role" defaultValue={chosenValue(filter, 'role') ?? ''}>
              <option value="">any</option>
              {roles.map((role) => (
                <option key={role}>{role}</option>
              ))}
            </select>
          </label>
          {rev === null ? (
            <>
              <label>
                Since
                <input name="since" defaultValue={query.since ?? ''} placeholder="2024-01" maxLength={10} />
              </label>
              <label>
                Until
                <input name="until" defaultValue={query.until ?? ''} placeholder="2024-12" maxLength={10} />
              </label>
            </>
          ) : null}
          <div>
            <button type="submit" className="button button-small">
              Filter
            </button>
          </div>
        </div>
      </form>
      {isNarrowed ? (
        <p className="mt-2 text-sm">
          <Link href={eventsHref(slug, rev, eventsParams(emptyEventsQuery))} prefetch={false}>
            Clear all filters
          </Link>
          {statuses.length === 0 ? null : (
            <span className="text-muted">
              {' '}
              · only sites that are {statuses.join(', ')} after it, or were last (
              <Link href={href({ filter: withoutParameters(filter, 'status') })} prefetch={false}>
                any status
              </Link>
              )
            </span>
          )}
        </p>
      ) : null}
      {query.kinds.length === 0 ? <p className="sr-only">Shown: {usualKinds.join(', ')}.</p> : null}
    </search>
  )
}

/** Like `eventsPath`, of parameters as they stand in an address. */
export function eventsHref(slug: string, rev: string | null, params: URLSearchParams): string {
  const all = new URLSearchParams(params)
  if (rev !== null) all.set('rev', rev)
  const path = eventsPath(slug, { rev: null })
  return all.size === 0 ? path : `${path}?${all}`
}
