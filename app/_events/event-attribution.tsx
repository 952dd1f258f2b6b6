import type { ListedEvent } from '#app/_events/queries/list-events.ts'
import { abbreviateCommit, formatDay, formatTime } from '#app/_web/format.ts'
import { eventVerbs } from './event-words.ts'

interface EventAttributionProps {
  readonly event: Pick<ListedEvent, 'kind' | 'attribution' | 'commit' | 'subject' | 'authorName' | 'authoredAt'>
  /** Labels of the two revisions between which it happened. */
  readonly base: string
  readonly label: string
}

/** Who did it in which commit; where history does not say, only between what. */
export function EventAttribution({ event, base, label }: EventAttributionProps) {
  const { kind, commit, subject, authorName, authoredAt } = event
  if (commit === null)
    return (
      <>
        between <span className="font-mono">{base}</span> and <span className="font-mono">{label}</span>
      </>
    )
  return (
    <span className="break-anywhere">
      {authorName === null ? 'in ' : `${eventVerbs[kind]} ${authorName} in `}
      <span className="select-all font-mono">{abbreviateCommit(commit)}</span>{' '}
      {subject === null ? null : <cite className="event-subject">{subject}</cite>}
      {authoredAt === null ? null : (
        <>
          ,{' '}
          <time dateTime={authoredAt.toISOString()} title={formatTime(authoredAt)} className="whitespace-nowrap">
            {formatDay(authoredAt)}
          </time>
        </>
      )}
    </span>
  )
}
