import Link from 'next/link'
import type { RevisionDetails } from '#app/_data/get-revision.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { EventAttribution } from '#app/_events/event-attribution.tsx'
import { eventSigns } from '#app/_events/event-words.ts'
import type { NamedRevision } from '#app/_events/queries/list-history.ts'
import { findLifeLine } from '#app/_site/queries/find-life-line.ts'
import type { SiteElsewhere } from '#app/_site/queries/get-site-elsewhere.ts'
import { CodeName } from '#app/_ui/code-name.tsx'
import { OffBranch } from '#app/_ui/off-branch.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount, formatDay } from '#app/_web/format.ts'
import { sitePath } from '#app/_web/routes.ts'
import type { LifeEvent, LifeState } from './compose-life-line.ts'
import { isWithinState } from './is-within-state.ts'
import { TrailerList } from './trailer-list.tsx'

type LifeLineProps = { readonly context: TreeContext; readonly siteKey: string } & (
  | { readonly siteId: number; readonly elsewhere?: never }
  /** Of a site that the revision of the page does not have. */
  | { readonly elsewhere: SiteElsewhere; readonly siteId?: never }
)

/** What became of a site over the revisions of its line: a row for each change, newest first. */
export async function LifeLine({ context, siteKey, siteId, elsewhere }: LifeLineProps) {
  const { tree, revision } = context
  const id = siteId ?? elsewhere.siteId
  const here = await findLifeLine(tree.id, revision.lineId, id)
  // another line has it
  const states = here.length === 0 && elsewhere !== undefined ? await findLifeLine(tree.id, elsewhere.lineId, id) : here
  if (states.length === 0) return null
  const changes = states.length - 1
  return (
    <Section title="History" aside={changes === 0 ? 'no change' : formatCount(changes, 'change')}>
      <Written id="life-line">
        <ol className="life-line" reversed>
          {states
            .map((state, index) => ({ state, before: states[index - 1] ?? null }))
            .reverse()
            .map(({ state, before }) => (
              <li key={state.first.id} className={`life-state life-${state.site?.status ?? 'absent'}`}>
                <State
                  state={state}
                  before={before}
                  shown={revision}
                  hrefAt={({ name }) => sitePath(tree.slug, { rev: name }, siteKey)}
                />
              </li>
            ))}
        </ol>
      </Written>
    </Section>
  )
}

interface StateProps {
  readonly state: LifeState<NamedRevision>
  /** The one before it; `null` of the first. */
  readonly before: LifeState<NamedRevision> | null
  /** The revision of the page. */
  readonly shown: RevisionDetails
  readonly hrefAt: (revision: NamedRevision) => string
}

function State({ state, before, shown, hrefAt }: StateProps) {
  const { first, last, site } = state
  const isShown = isWithinState(state, shown)
  const isElsewhere = site !== null && (before?.site?.path !== site.path || before.site.function !== site.function)
  return (
    <>
      <p className="row-main">
        {site === null ? <span className="status text-muted">not there</span> : <StatusBadge status={site.status} />}
        <span>
          <RevisionName revision={first} href={site === null ? null : hrefAt(first)} />
          {first.id === last.id ? null : (
            <>
              {' – '}
              <RevisionName revision={last} href={site === null ? null : hrefAt(last)} />
            </>
          )}
        </span>
        <span className="text-muted">
          {formatDay(first.committedAt)}
          {first.id === last.id ? '' : ` – ${formatDay(last.committedAt)}`}
        </span>
        {isShown ? <span className="life-here">this page</span> : null}
        {last.isReachable ? null : <OffBranch />}
      </p>
      {isElsewhere || (site !== null && before?.site?.api !== site.api) ? (
        <p className="break-anywhere font-mono text-sm">
          <CodeName name={site.api} />
          () in <PathLine path={site.path} />
          {site.function === null ? null : (
            <>
              , <CodeName name={site.function} />
            </>
          )}
        </p>
      ) : null}
      {state.events.length === 0 ? (
        <p className="text-sm text-muted">{beginning(state, before)}</p>
      ) : (
        <ul>
          {state.events.map((event) => (
            <li key={event.kind} className="text-sm">
              <Happening event={event} state={state} before={before} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function RevisionName({ revision, href }: { readonly revision: NamedRevision; readonly href: string | null }) {
  if (href === null) return <span className="font-mono">{revision.label}</span>
  return (
    <Link href={href} prefetch={false} className="font-mono">
      {revision.label}
    </Link>
  )
}

function Happening({ event, state, before }: Omit<StateProps, 'shown' | 'hrefAt'> & { readonly event: LifeEvent }) {
  return (
    <>
      <p>
        <span className={`event-${event.kind}`}>
          <span aria-hidden="true">{eventSigns[event.kind]}</span>
          <span className="sr-only">{event.kind}:</span>
        </span>{' '}
        {event.commit === null ? `${event.kind} ` : ''}
        <EventAttribution event={event} base={state.base?.label ?? ''} label={state.first.label} />
      </p>
      {event.kind === 'moved' && before?.site != null ? (
        <p className="break-anywhere text-muted">
          from{' '}
          <span className="font-mono">
            <PathLine path={before.site.path} />
            {before.site.function === null ? null : (
              <>
                , <CodeName name={before.site.function} />
              </>
            )}
          </span>
        </p>
      ) : null}
      <TrailerList trailers={event.trailers} />
    </>
  )
}

/** Of a state that no event began. */
function beginning({ base, first, site }: LifeState<NamedRevision>, before: LifeState<NamedRevision> | null): string {
  if (base === null) return `since ${first.label}, the first scanned revision`
  const what =
    site === null
      ? 'went'
      : before?.site == null
        ? 'came'
        : before.site.status !== site.status
          ? `from ${before.site.status} to ${site.status}`
          : before.site.api !== site.api
            ? `from ${before.site.api}() to ${site.api}()`
            : 'moved'
  return `${what} between ${base.label} and ${first.label}`
}
