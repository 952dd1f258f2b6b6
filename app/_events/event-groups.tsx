import Link from 'next/link'
import type { ListedEvent } from '#app/_events/queries/list-events.ts'
import type { NamedRevision } from '#app/_events/queries/list-history.ts'
import type { Step } from '#app/_events/queries/list-steps.ts'
import { OffBranch } from '#app/_ui/off-branch.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatDay } from '#app/_web/format.ts'
import { eventsPath, sitePath } from '#app/_web/routes.ts'
import { EventRow } from './event-row.tsx'

interface EventGroupsProps {
  readonly slug: string
  readonly events: readonly ListedEvent[]
  /** Those that the events are of, and maybe others. */
  readonly steps: readonly Step[]
  /** Of the steps: one below that of what they stand in. */
  readonly heading?: 'h2' | 'h3'
}

/** Events under the steps that they happened in. */
export function EventGroups({ slug, events, steps, heading: Heading = 'h2' }: EventGroupsProps) {
  return steps
    .map((step) => ({ step, events: events.filter(({ revisionId }) => revisionId === step.revision.id) }))
    .filter((group) => group.events.length > 0)
    .map(({ step, events: happened }) => (
      <section key={step.revision.id} aria-labelledby={`step-${step.revision.id}`}>
        <div className="step-head">
          <Heading id={`step-${step.revision.id}`}>
            <Link href={eventsPath(slug, { rev: step.revision.name })} prefetch={false}>
              <StepName step={step} />
            </Link>
          </Heading>
          <p className="text-sm text-muted">
            {step.revision.isReachable ? null : <OffBranch />}{' '}
            <time dateTime={step.revision.committedAt.toISOString()}>{formatDay(step.revision.committedAt)}</time>
          </p>
        </div>
        <EventRows slug={slug} events={happened} step={step} />
      </section>
    ))
}

/** Events of one step. */
export function EventRows({
  slug,
  events,
  step,
}: Omit<EventGroupsProps, 'steps' | 'heading'> & { readonly step: Step }) {
  return (
    <Written id={`events-${step.revision.id}`}>
      <ul className="rows">
        {events.map((event) => (
          <li key={`${event.key} ${event.kind}`}>
            <EventRow event={event} step={step} href={sitePath(slug, { rev: placeOf(event, step).name }, event.key)} />
          </li>
        ))}
      </ul>
    </Written>
  )
}

/** A site that is gone is shown where it was last. */
const placeOf = ({ kind }: ListedEvent, { base, revision }: Step): NamedRevision => (kind === 'gone' ? base : revision)

/** `v6.10 → v6.12`. */
export function StepName({ step }: { readonly step: Step }) {
  return (
    <span className="font-mono whitespace-nowrap">
      {step.base.label} <span aria-hidden="true">→</span>
      <span className="sr-only">to</span> {step.revision.label}
    </span>
  )
}
