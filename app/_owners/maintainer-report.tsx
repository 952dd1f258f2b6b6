import Link from 'next/link'
import type { ReactNode } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf, sumProgress } from '#app/_data/progress.ts'
import { remember } from '#app/_data/remember.ts'
import { filterOf, filterParams } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { countJudged } from '#app/_owners/queries/count-judged.ts'
import type { MaintainerFacts } from '#app/_owners/queries/get-maintainer.ts'
import { listOwnedSites, type OwnedSite } from '#app/_owners/queries/list-owned-sites.ts'
import { Trend } from '#app/_trend/trend.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Section } from '#app/_ui/section.tsx'
import { formatCount } from '#app/_web/format.ts'
import { maintainerPath, sitePath, sitesPath, subsystemPath } from '#app/_web/routes.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { sortList } from './list-order.ts'
import { OwnedGroups } from './owned-groups.tsx'
import { OwnerStart } from './owner-start.tsx'
import { ProgressSummary } from './progress-summary.tsx'

interface MaintainerReportProps {
  readonly context: TreeContext
  readonly person: MaintainerFacts
  /** What happened here last. */
  readonly events: ReactNode
}

/** Sections of a person, their progress, and the sites by section. */
export async function MaintainerReport({ context, person, events }: MaintainerReportProps) {
  const { tree, revision, rev } = context
  const filter = filterOf({ maintainer: person.email })
  const [sites, judged] = await Promise.all([
    remember(revision, ['sites of a person', person.email], () => listOwnedSites(getDatabase(), revision, filter)),
    countJudged(context, filter),
  ])
  const listHref = sitesPath(tree.slug, { rev }, filterParams(filter))
  // where most is left comes first
  const groups = sortList([...groupBy(sites, ({ primary }) => primary?.title ?? 'none')], true, ([, inSection]) =>
    remainingOf(sumProgress(inSection)),
  )
  return (
    <>
      <ProgressSummary judged={judged(sites)} progress={sumProgress(sites)} label={`Progress of ${person.name}`} />
      <OwnerStart context={context} filter={filter} />
      <Trend
        context={context}
        owner={{ kind: 'maintainer', email: person.email }}
        page={(at, params) => maintainerPath(tree.slug, { rev: at }, person.email, params)}
      />
      {events}
      <Section title="Sections">
        {person.sections.length === 0 ? (
          <p className="text-muted">MAINTAINERS of {revision.label} names this address in no section with a site.</p>
        ) : (
          <ul>
            {person.sections.map(({ title, slug, role }) => (
              <li key={slug} className="break-anywhere">
                <Link href={subsystemPath(tree.slug, { rev }, slug)} prefetch={false}>
                  {title}
                </Link>{' '}
                <span className="text-muted">{role}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title="Sites by subsystem"
        aside={
          <Link href={listHref} prefetch={false}>
            {formatCount(sites.length, 'site')} as a list
          </Link>
        }
      >
        {groups.length === 0 ? (
          <EmptyState title={`No site at ${revision.label}.`} />
        ) : (
          <OwnedGroups
            groups={groups.map(([title, inSection]) => ({
              caption: `Sites of ${title}`,
              heading: (
                <h3 className="break-anywhere text-sm font-medium">
                  <SectionLink context={context} section={inSection[0]?.primary ?? null} />
                </h3>
              ),
              sites: urgentFirst(inSection),
            }))}
            href={(key) => sitePath(tree.slug, { rev }, key)}
            listHref={listHref}
            withPath
          />
        )}
      </Section>
    </>
  )
}

function SectionLink({ context, section }: { readonly context: TreeContext; readonly section: OwnedSite['primary'] }) {
  if (section === null) return 'none'
  return (
    <Link href={subsystemPath(context.tree.slug, { rev: context.rev }, section.slug)} prefetch={false}>
      {section.title}
    </Link>
  )
}

/** Sites with the worst status first, else by path. */
const urgentFirst = (sites: readonly OwnedSite[]): readonly OwnedSite[] =>
  sortList(sites, false, ({ status }) => statusUrgency.indexOf(status))
