import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterOf } from '#app/_data/site-filter.ts'
import { EventRows, StepName } from '#app/_events/event-groups.tsx'
import { type EventsQuery, emptyEventsQuery, usualKinds } from '#app/_events/events-query.ts'
import { countEvents, listEvents } from '#app/_events/queries/list-events.ts'
import { listStepTotals } from '#app/_events/queries/list-step-totals.ts'
import { listSteps, type Step } from '#app/_events/queries/list-steps.ts'
import { Section } from '#app/_ui/section.tsx'
import { formatCount, formatDay, formatNumber } from '#app/_web/format.ts'
import { comparePath, eventsPath } from '#app/_web/routes.ts'
import { type EventKind, eventKinds } from '#scanner/model/event.ts'
import { progressStatuses } from '#scanner/model/site.ts'

const eventsShown = 5
const stepsShown = 4

/** What is said of the sites that progress counts; implementations and tests drown it. */
const countedQuery: EventsQuery = {
  ...emptyEventsQuery,
  filter: filterOf({ role: 'acquire', status: [...progressStatuses] }),
}

/** What happened since the revision before, and in how many ways before that. Nothing if nothing is scanned before. */
export async function LatestEvents({ context }: { readonly context: TreeContext }) {
  const { tree, revision } = context
  const database = getDatabase()
  const steps = await listSteps(database, tree.id, revision.id, stepsShown)
  const [step, ...earlier] = steps
  if (step === undefined) return null
  const [{ events }, counts, totals] = await Promise.all([
    listEvents(database, tree.id, [step], { query: countedQuery, limit: eventsShown }),
    countEvents(database, tree.id, step, countedQuery),
    listStepTotals(
      database,
      steps.map(({ revision: { id } }) => id),
    ),
  ])
  const sum = (all: ReadonlyMap<EventKind, number>) =>
    usualKinds.reduce((total, kind) => total + (all.get(kind) ?? 0), 0)
  const counted = new Map([...counts].filter(([kind]) => usualKinds.includes(kind)))
  const total = sum(counts)
  const others = sum(totals.get(step.revision.id) ?? new Map()) - total
  return (
    <Section
      title={`Since ${step.base.label}`}
      aside={
        <Link href={compareStep(tree.slug, step)} prefetch={false}>
          compare with {step.base.label}
        </Link>
      }
    >
      {total === 0 ? (
        <p className="text-muted">No acquire that counts appeared, went or changed its status.</p>
      ) : (
        <>
          <p className="mb-2">
            {describeCounts(counted)} since {formatDay(step.base.committedAt)}.
          </p>
          <EventRows slug={tree.slug} events={events} step={step} />
        </>
      )}
      {total + others > events.length ? (
        <p className="mt-2 text-sm">
          <Link href={eventsPath(tree.slug, { rev: step.revision.name })} prefetch={false}>
            All {formatCount(total + others, 'event')} of this step
          </Link>
          <span className="text-muted">, releases, implementations and tests too</span>
        </p>
      ) : null}
      {earlier.length === 0 ? null : <EarlierSteps slug={tree.slug} steps={earlier} totals={totals} />}
    </Section>
  )
}

interface EarlierStepsProps {
  readonly slug: string
  readonly steps: readonly Step[]
  readonly totals: ReadonlyMap<number, ReadonlyMap<EventKind, number>>
}

function EarlierSteps({ slug, steps, totals }: EarlierStepsProps) {
  return (
    <>
      <h3 className="sr-only">Steps before</h3>
      <ul className="rows">
        {steps.map((step) => (
          <li key={step.revision.id} className="row-main">
            <Link href={eventsPath(slug, { rev: step.revision.name })} prefetch={false} className="step-link">
              <StepName step={step} />
            </Link>
            <span className="text-muted">{formatDay(step.revision.committedAt)}</span>
            <span>{describeCounts(totals.get(step.revision.id) ?? new Map()) || 'nothing changed'}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2">
        <Link href={eventsPath(slug, { rev: null })} prefetch={false}>
          All events
        </Link>
      </p>
    </>
  )
}

const compareStep = (slug: string, { base, revision }: Step): string =>
  comparePath({ slug, rev: base.name }, { slug, rev: revision.name })

/** `2 regressed, 5 converted`. */
const describeCounts = (counts: ReadonlyMap<EventKind, number>): string =>
  eventKinds
    .filter((kind) => counts.has(kind))
    .map((kind) => `${formatNumber(counts.get(kind) ?? 0)} ${kind}`)
    .join(', ')
