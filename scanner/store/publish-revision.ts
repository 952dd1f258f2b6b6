import type { Database, Transaction } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { addressKey, composeSpans } from './compose-spans.ts'
import * as tables from './interval-tables.ts'
import { type Line, listLines } from './list-lines.ts'
import { lockScan } from './lock-scan.ts'
import { namePeople } from './name-people.ts'
import { type IsAncestor, type Placement, placeRevision } from './place-revision.ts'
import { replaceCounts } from './replace-counts.ts'
import { replaceEventCounts } from './replace-event-counts.ts'
import { replaceEvents } from './replace-events.ts'
import { replacePersonCounts } from './replace-person-counts.ts'
import { savePeople } from './save-people.ts'
import { saveRevision } from './save-revision.ts'
import { saveSites } from './save-sites.ts'
import { saveSubsystems } from './save-subsystems.ts'
import type { ScanClaim } from './scan-claim.ts'
import { spliceIntervals } from './splice-intervals.ts'
import { storable } from './storable.ts'
import { takePlace } from './take-place.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface PublishOptions {
  readonly treeId: number
  readonly scan: ScanClaim
  /** Asked where the commit belongs, outside the transaction. */
  readonly isAncestor: IsAncestor
}

/** `unchanged`: this commit was published already, as this analysis judges it. */
export type PublishOutcome = 'published' | 'unchanged'

/** A kernel takes about a second; this is for a machine that does other things. */
const transaction = { maxWait: 60_000, timeout: 300_000 }

const placingsMax = 5

/**
 * Publishes one revision in one transaction: readers see all of it or nothing, and whoever is killed here leaves nothing behind. Texts and
 * facts of its blobs are saved before (`saveTexts`, `saveFacts`). The same history makes the same rows, in whatever order its revisions are
 * published and however often; a commit that another analysis published is replaced where it is.
 *
 * Rejects with `ClaimLostError` when the scan is no longer ours, and with `DatabaseError` when the database gives out.
 */
export async function publishRevision(
  db: Database,
  publication: Publication,
  options: PublishOptions,
): Promise<PublishOutcome> {
  for (let placings = 1; ; placings++) {
    // ancestry is asked of git and may take a while: nothing is locked meanwhile
    const lines = await listLines(db, options.treeId)
    const placement = await placeRevision(lines, publication.commit, options.isAncestor)
    const outcome = await withDatabaseErrors('publishing a revision', () =>
      db.$transaction((tx) => publish(tx, publication, options, { lines, placement }), transaction),
    )
    if (outcome !== 'moved') return outcome
    if (placings === placingsMax)
      throw new Error(
        `Revisions of this tree are published faster than ${publication.commit} can be placed. Try again.`,
      )
  }
}

interface Placed {
  /** What the placement was found with. */
  readonly lines: readonly Line[]
  readonly placement: Placement
}

async function publish(
  tx: Transaction,
  publication: Publication,
  { treeId, scan }: PublishOptions,
  placed: Placed,
): Promise<PublishOutcome | 'moved'> {
  await lockScan(tx, treeId, scan)
  const known = await tx.revision.findUnique({
    where: { treeId_commit: { treeId, commit: publication.commit } },
    select: { id: true, analysisVersion: true, label: true },
  })
  if (known !== null && known.analysisVersion === publication.analysisVersion) {
    const label = storable(publication.label)
    if (known.label !== label)
      await tx.revision.update({ where: { id: known.id }, data: { label }, select: { id: true } })
    return 'unchanged'
  }
  const lines = await listLines(tx, treeId)
  if (!isSame(lines, placed.lines)) return 'moved'
  const place = await takePlace(tx, { id: treeId, lines }, publication.commit, placed.placement)

  const sections = publication.sections
  const people = new Map(
    sections.flatMap((section) => section.people).map(({ email, name }) => [addressKey(email), name]),
  )
  const spans = composeSpans(publication, {
    sites: await saveSites(
      tx,
      treeId,
      publication.sites.map(({ key }) => key),
    ),
    subsystems: await saveSubsystems(
      tx,
      treeId,
      sections.map(({ title }) => storable(title)),
    ),
    people: await savePeople(
      tx,
      [...people].map(([email, name]) => ({ email, name: storable(name) })),
    ),
  })
  await spliceIntervals(tx, tables.siteSpans, place, spans.siteSpans)
  await spliceIntervals(tx, tables.fileSpans, place, spans.fileSpans)
  await spliceIntervals(tx, tables.pairs, place, spans.pairs)
  await spliceIntervals(tx, tables.siteSubsystems, place, spans.siteSubsystems)
  await spliceIntervals(tx, tables.subsystemSpans, place, spans.subsystemSpans)
  await spliceIntervals(tx, tables.subsystemPeople, place, spans.subsystemPeople)
  await namePeople(tx, place.lineId)

  const revisionId = await saveRevision(tx, treeId, place, publication)
  await replaceCounts(tx, revisionId, place)
  await replacePersonCounts(tx, revisionId, place)
  await replaceEvents(tx, { lineId: place.lineId, revisionId, ordinal: place.ordinal, previous: place.previous })
  await replaceEventCounts(tx, {
    lineId: place.lineId,
    revisionId,
    ordinal: place.ordinal,
    base: place.previous === null ? null : { lineId: place.lineId, ordinal: place.previous },
  })
  const successor = await tx.revision.findUnique({
    where: { lineId_ordinal: { lineId: place.lineId, ordinal: place.next } },
    select: { id: true },
  })
  if (successor !== null) {
    const step = { lineId: place.lineId, revisionId: successor.id, ordinal: place.next, previous: place.ordinal }
    await replaceEvents(tx, step)
    await replaceEventCounts(tx, { ...step, base: { lineId: place.lineId, ordinal: place.ordinal } })
  }
  return 'published'
}

/** Whether the same commits stand on the same lines in the same order; ordinals may differ. */
function isSame(now: readonly Line[], then: readonly Line[]): boolean {
  const flat = (lines: readonly Line[]) =>
    JSON.stringify(lines.map(({ id, revisions }) => [id, revisions.map(({ commit }) => commit)]))
  return flat(now) === flat(then)
}
