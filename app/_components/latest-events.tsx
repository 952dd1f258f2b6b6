import Link from 'next/link'
import { formatCount, formatNumber } from '#app/_lib/format.ts'
import { overviewPath, sitePath } from '#app/_lib/routes.ts'
import { getDatabase } from '#app/_queries/database.ts'
import { listStepEvents, type StepEvent } from '#app/_queries/list-step-events.ts'
import type { TreeContext } from '#app/_queries/open-tree.ts'
import { type EventKind, eventKinds } from '#scanner/model/event.ts'
import { PathLine } from './path-line.tsx'
import { Section } from './section.tsx'
import { StatusBadge } from './status-badge.tsx'

const shown = 20

/** What happened since the revision before. Nothing if there is none. */
export async function LatestEvents({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev } = context
  const { previous, counts, events } = await listStepEvents(getDatabase(), revision, shown)
  if (previous === null) return null
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const before = previous.commit.slice(0, 12)
  return (
    <Section
      title={`Since ${previous.label}`}
      aside={
        <Link href={overviewPath(tree.slug, { rev: before })} prefetch={false}>
          {previous.label}
        </Link>
      }
    >
      {total === 0 ? (
        <p className="text-muted">No site appeared, went or changed its status.</p>
      ) : (
        <>
          <p className="mb-2">
            {eventKinds
              .filter((kind) => counts.has(kind))
              .map((kind) => `${formatNumber(counts.get(kind) ?? 0)} ${kind}`)
              .join(', ')}
            .
          </p>
          <ul className="rows">
            {events.map((event) => (
              <li key={`${event.key} ${event.kind}`}>
                {/* a site that is gone is shown where it was last */}
                <EventRow
                  event={event}
                  href={sitePath(tree.slug, { rev: event.kind === 'gone' ? before : rev }, event.key)}
                />
              </li>
            ))}
          </ul>
          {total > events.length ? (
            <p className="mt-2 text-muted">and {formatCount(total - events.length, 'more event')}</p>
          ) : null}
        </>
      )}
    </Section>
  )
}

const signs: Readonly<Record<EventKind, string>> = {
  regressed: '↓',
  appeared: '+',
  converted: '✓',
  exempted: '=',
  moved: '→',
  gone: '−',
}

function EventRow({ event, href }: { readonly event: StepEvent; readonly href: string }) {
  return (
    <div className="row-main">
      <span className={`event event-${event.kind}`}>
        <span aria-hidden="true">{signs[event.kind]}</span> {event.kind}
      </span>
      <Link href={href} prefetch={false} className="font-mono">
        <PathLine path={event.path} line={event.line} />
      </Link>
      <span className="break-anywhere font-mono text-muted">
        {event.api}(){event.function === null ? '' : ` in ${event.function}()`}
      </span>
      {event.kind === 'appeared' || event.kind === 'regressed' ? <StatusBadge status={event.status} /> : null}
    </div>
  )
}
