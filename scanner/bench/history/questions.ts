import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { emptyFilter, type FilterValues, filterOf } from '#app/_data/site-filter.ts'
import { type EventsQuery, emptyEventsQuery } from '#app/_events/events-query.ts'
import { countEvents, listEvents } from '#app/_events/queries/list-events.ts'
import { listStepTotals } from '#app/_events/queries/list-step-totals.ts'
import { listSteps } from '#app/_events/queries/list-steps.ts'
import { countFindings } from '#app/_overview/queries/count-findings.ts'
import { listLargestSubsystems } from '#app/_overview/queries/list-largest-subsystems.ts'
import { listStatusCounts } from '#app/_overview/queries/list-status-counts.ts'
import { getMaintainer } from '#app/_owners/queries/get-maintainer.ts'
import { getSubsystem } from '#app/_owners/queries/get-subsystem.ts'
import { listMaintainers } from '#app/_owners/queries/list-maintainers.ts'
import { listOwnedSites } from '#app/_owners/queries/list-owned-sites.ts'
import { listSubsystems } from '#app/_owners/queries/list-subsystems.ts'
import { listRevisions } from '#app/_scans/queries/list-revisions.ts'
import { getSite } from '#app/_site/queries/get-site.ts'
import { getSiteElsewhere } from '#app/_site/queries/get-site-elsewhere.ts'
import { listSiteOwners } from '#app/_site/queries/list-site-owners.ts'
import { listSitePairs } from '#app/_site/queries/list-site-pairs.ts'
import { listFacets } from '#app/_sites/queries/list-facets.ts'
import { listSites } from '#app/_sites/queries/list-sites.ts'
import { summarizeFilter } from '#app/_sites/queries/summarize-filter.ts'
import { defaultOrder, type SiteOrder } from '#app/_sites/site-order.ts'
import { revisionsShown } from '#app/_trend/choose-trend-range.ts'
import { getTrend } from '#app/_trend/queries/get-trend.ts'
import { listTrendRevisions } from '#app/_trend/queries/list-trend-revisions.ts'
import { listTrendSubsystems } from '#app/_trend/queries/list-trend-subsystems.ts'
import type { TrendOwner } from '#app/_trend/trend-point.ts'
import type { Store } from '#scanner/store/open-store.ts'

/** What a question is about: some revision of some tree, and something that this revision has. */
export interface Subject {
  readonly treeId: number
  readonly revision: RevisionDetails
  readonly site: { readonly id: number; readonly key: string }
  readonly subsystem: { readonly id: number; readonly slug: string }
  /** Address of somebody whom the subsystem names. */
  readonly maintainer: string
}

export interface Question {
  readonly kind: 'state' | 'trend' | 'events'
  /** What a page wants to know. */
  readonly name: string
  readonly ask: (database: Store, subject: Subject) => Promise<unknown>
}

const limit = 100

const listWith =
  (filter: FilterValues, order: SiteOrder = defaultOrder): Question['ask'] =>
  (database, { revision }) =>
    listSites(database, revision, filterOf(filter), { order, cursor: null, limit })

/** Every query behind the pages of a revision, of a trend and of events. */
export const questions: readonly Question[] = [
  state('the revision of a label', (database, { treeId, revision }) => getRevision(database, treeId, revision.label)),
  state('revisions to choose from', (database, { treeId }) => listRevisions(database, treeId)),
  state('overview: sites by status', (database, { revision }) => listStatusCounts(database, revision.id)),
  state('overview: findings', (database, { revision }) => countFindings(database, revision)),
  state('overview: largest subsystems', (database, { revision }) => listLargestSubsystems(database, revision.id, 12)),
  state('site list', listWith({})),
  state(
    'site list: unconverted, by section',
    listWith({ status: 'unconverted' }, { sort: 'subsystem', descending: false }),
  ),
  state('site list: text', listWith({ q: 'unit7' })),
  state('site list: of a section', (database, subject) =>
    listWith({ subsystem: subject.subsystem.slug })(database, subject),
  ),
  state('site list: of a maintainer', (database, subject) =>
    listWith({ maintainer: subject.maintainer })(database, subject),
  ),
  state('site list: what the filter leaves', (database, { revision }) =>
    summarizeFilter(database, revision, filterOf({ status: ['unconverted', 'mismatched'], role: 'acquire' })),
  ),
  state('site list: choices', (database, { revision }) => listFacets(database, revision, emptyFilter)),
  state('subsystem list', (database, { revision }) => listSubsystems(database, revision)),
  state('subsystem: what MAINTAINERS says', (database, { treeId, revision, subsystem }) =>
    getSubsystem(database, treeId, revision, subsystem.slug),
  ),
  state('subsystem: sites', (database, { revision, subsystem }) =>
    listOwnedSites(database, revision, filterOf({ subsystem: subsystem.slug })),
  ),
  state('maintainer list', (database, { revision }) => listMaintainers(database, revision, null)),
  state('maintainer: sections', (database, { treeId, revision, maintainer }) =>
    getMaintainer(database, treeId, revision, maintainer),
  ),
  state('maintainer: sites', (database, { revision, maintainer }) =>
    listOwnedSites(database, revision, filterOf({ maintainer })),
  ),
  state('site', (database, { treeId, revision, site }) => getSite(database, treeId, revision, site.key)),
  state('site: pairs', (database, { revision, site }) => listSitePairs(database, revision, site.id)),
  state('site: sections', (database, { revision, site }) => listSiteOwners(database, revision, site.id)),
  state('site: elsewhere', (database, { treeId, site }) => getSiteElsewhere(database, treeId, site.key)),
  trend('of a tree', () => ({ kind: 'tree' })),
  trend('of a subsystem', ({ subsystem }) => ({ kind: 'subsystem', slug: subsystem.slug })),
  trend('of a maintainer', ({ maintainer }) => ({ kind: 'maintainer', email: maintainer })),
  {
    kind: 'trend',
    name: 'trend of the sections with most',
    ask: async (database, { revision }) => {
      const { revisions } = await listTrendRevisions(database, revision.id, revisionsShown)
      return listTrendSubsystems(
        database,
        revisions.map(({ id }) => id),
        12,
      )
    },
  },
  events('in steps that lead to a revision', (database, { treeId, revision }) =>
    listSteps(database, treeId, revision.id),
  ),
  events('in totals of steps', (database, { revision }) => listStepTotals(database, [revision.id])),
  events(
    'of a step',
    eventsOf(1, () => emptyEventsQuery),
  ),
  events('of a step, counted', async (database, { treeId, revision }) => {
    const [step] = await listSteps(database, treeId, revision.id, 1)
    return step === undefined ? null : countEvents(database, treeId, step, emptyEventsQuery)
  }),
  events('of a month', async (database, { treeId, revision }) => {
    const month = revision.committedAt.toISOString().slice(0, 7)
    const steps = await listSteps(database, treeId, revision.id)
    const ofMonth = steps.filter(({ revision: later }) => later.committedAt.toISOString().startsWith(month))
    return listEvents(database, treeId, ofMonth, { query: emptyEventsQuery, limit: 1000 })
  }),
  events(
    'of all steps',
    eventsOf(undefined, () => emptyEventsQuery),
  ),
  events(
    'of all steps: of a section',
    eventsOf(undefined, ({ subsystem }) => ({
      ...emptyEventsQuery,
      filter: filterOf({ subsystem: subsystem.slug }),
    })),
  ),
  events(
    'of all steps: of a maintainer',
    eventsOf(undefined, ({ maintainer }) => ({ ...emptyEventsQuery, filter: filterOf({ maintainer }) })),
  ),
]

function events(name: string, ask: Question['ask']): Question {
  return { kind: 'events', name: `events ${name}`, ask }
}

/** The first page, with the steps that it is chosen from. */
function eventsOf(steps: number | undefined, queryOf: (subject: Subject) => EventsQuery): Question['ask'] {
  return async (database, subject) =>
    listEvents(database, subject.treeId, await listSteps(database, subject.treeId, subject.revision.id, steps), {
      query: queryOf(subject),
      limit: 50,
    })
}

function state(name: string, ask: Question['ask']): Question {
  return { kind: 'state', name, ask }
}

function trend(name: string, ownerOf: (subject: Subject) => TrendOwner): Question {
  const ask: Question['ask'] = (database, subject) =>
    getTrend(database, subject.revision.id, { treeId: subject.treeId, owner: ownerOf(subject) })
  return { kind: 'trend', name: `trend ${name}`, ask }
}
