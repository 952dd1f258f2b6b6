import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import type { NamedRevision } from '#app/_events/queries/list-history.ts'
import { findLifeLine } from '#app/_site/queries/find-life-line.ts'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { type Carrier, listCarriers } from '#app/_site/queries/list-carriers.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { formatDay } from '#app/_web/format.ts'
import { eventsPath, sitePath } from '#app/_web/routes.ts'
import { formatFixes } from '#scanner/model/format-fixes.ts'
import { findOrigin, type Origin } from './find-origin.ts'
import { isWithinState } from './is-within-state.ts'

interface SiteOriginProps {
  readonly context: TreeContext
  readonly site: SiteAtRevision
}

/** Of a mismatched site, or one whose conversion was undone: which commit made it so, and who still has it. */
export async function SiteOrigin({ context, site }: SiteOriginProps) {
  if (site.status !== 'mismatched' && site.status !== 'unconverted') return null
  const { tree, revision } = context
  const states = await findLifeLine(tree.id, revision.lineId, site.siteId)
  const at = states.findIndex((state) => isWithinState(state, revision))
  const origin = findOrigin(states, at)
  if (origin === null) return null
  const carriers = await listCarriers(getDatabase(), site.key, {
    status: site.status,
    afterRegression: site.status === 'unconverted',
  })
  return (
    <section className="origin" aria-labelledby="origin">
      <h2 id="origin">{site.status === 'mismatched' ? 'Mismatched since' : 'Its conversion was undone in'}</h2>
      <Since slug={tree.slug} origin={origin} />
      {carriers.every(({ commit }) => commit === revision.commit) && carriers.length > 0 ? null : (
        <Carriers carriers={carriers} siteKey={site.key} />
      )}
    </section>
  )
}

function Since({ slug, origin }: { readonly slug: string; readonly origin: Origin<NamedRevision> }) {
  const { base, revision, event } = origin
  if (base === null)
    return (
      <p>
        <span className="font-mono">{revision.label}</span> or before: that is the first scanned revision of its
        history.
      </p>
    )
  const step = (
    <Link href={eventsPath(slug, { rev: revision.name })} prefetch={false}>
      between <span className="font-mono">{base.label}</span> and <span className="font-mono">{revision.label}</span>
    </Link>
  )
  if (event?.commit == null || event.subject === null)
    return (
      <p>
        A commit {step}
        {event?.attribution === 'open'
          ? '; which one is still to be looked for.'
          : '; which one, history does not say.'}
      </p>
    )
  return (
    <>
      <p>
        {event.authorName === null ? 'A commit' : <>The commit by {event.authorName}</>}
        {event.authoredAt === null ? '' : ` of ${formatDay(event.authoredAt)}`}, {step}. In the message of a patch that
        repairs it:
      </p>
      <code className="fixes">{formatFixes(event.commit, event.subject)}</code>
    </>
  )
}

function Carriers({ carriers, siteKey }: { readonly carriers: readonly Carrier[]; readonly siteKey: string }) {
  if (carriers.length === 0) return <p className="mt-2 text-muted">The newest revision of no tracked line has it.</p>
  return (
    <>
      <p className="mt-2">Tracked lines that still have it:</p>
      <ul className="text-sm" aria-label="Lines that still have it">
        {carriers.map(({ slug, treeName, lineId, label, commit, path, line }) => (
          <li key={lineId} className="break-anywhere">
            {treeName} at <span className="font-mono">{label}</span>:{' '}
            <Link href={sitePath(slug, { rev: commit.slice(0, 12) }, siteKey)} prefetch={false} className="font-mono">
              <PathLine path={path} line={line} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
