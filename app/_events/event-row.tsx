import Link from 'next/link'
import type { ListedEvent } from '#app/_events/queries/list-events.ts'
import type { Step } from '#app/_events/queries/list-steps.ts'
import { CodeName } from '#app/_ui/code-name.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { EventAttribution } from './event-attribution.tsx'
import { eventSigns } from './event-words.ts'

interface EventRowProps {
  readonly event: ListedEvent
  readonly step: Step
  /** The site where it is after the event, or was last if it is gone. */
  readonly href: string
}

/** What happened to which site, and by which commit. */
export function EventRow({ event, step, href }: EventRowProps) {
  return (
    <div className="event-row">
      <span className={`event event-${event.kind}`}>
        <span aria-hidden="true">{eventSigns[event.kind]}</span> {event.kind}
      </span>
      <div className="min-w-0">
        <div className="row-main">
          <Link href={href} prefetch={false} className="font-mono">
            <PathLine path={event.path} line={event.line} />
          </Link>
          <span className="break-anywhere font-mono text-muted">
            <CodeName name={event.api} />
            ()
            {event.function === null ? null : (
              <>
                {' '}
                in <CodeName name={event.function} />
              </>
            )}
          </span>
          <Change event={event} />
        </div>
        {/* where history does not say more, the step that all of these are of says it once */}
        {event.commit === null ? null : (
          <div className="text-muted">
            <EventAttribution event={event} base={step.base.label} label={step.revision.label} />
          </div>
        )}
      </div>
    </div>
  )
}

/** From what to what; where it came from, if it only moved. */
function Change({ event: { kind, was, status, path, function: name } }: { readonly event: ListedEvent }) {
  if (kind === 'moved' && was !== null)
    return (
      <span className="break-anywhere font-mono text-muted">
        from {was.path === path ? null : <PathLine path={was.path} />}
        {was.path === path || was.function === name ? null : ' in '}
        {was.function === name ? null : <CodeName name={was.function ?? 'outside any function'} />}
      </span>
    )
  if (was === null || kind === 'gone') return <StatusBadge status={status} />
  return (
    <span className="event-change">
      <StatusBadge status={was.status} />
      <span aria-hidden="true">→</span>
      <span className="sr-only">to</span>
      <StatusBadge status={status} />
    </span>
  )
}
