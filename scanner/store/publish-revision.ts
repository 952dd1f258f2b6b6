import type { Database, Transaction } from '#prisma/client.ts'
import type { EarlierRevision } from '#scanner/model/earlier.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { arrangeLines, type LayOut } from './arrange-lines.ts'
import { addressKey, composeSpans } from './compose-spans.ts'
import { digestIdentities } from './digest-identities.ts'
import { findMisplaced } from './find-misplaced.ts'
import { getEarlier } from './get-earlier.ts'
import * as tables from './interval-tables.ts'
import type { Chain } from './lay-out-lines.ts'
import { isSameLines, type Line, listLines } from './list-lines.ts'
import { lockScan } from './lock-scan.ts'
import { namePeople } from './name-people.ts'
import { type Placement, placeOnChain } from './place-on-chain.ts'
import { replaceCounts } from './replace-counts.ts'
import { replacePersonCounts } from './replace-person-counts.ts'
import { replaceSteps } from './replace-steps.ts'
import { saveForks } from './save-forks.ts'
import { savePeople } from './save-people.ts'
import { saveRevision } from './save-revision.ts'
import { saveSites } from './save-sites.ts'
import { saveSubsystems } from './save-subsystems.ts'
import { saveTrunk } from './save-trunk.ts'
import type { ScanClaim } from './scan-claim.ts'
import { spliceIntervals } from './splice-intervals.ts'
import { storable } from './storable.ts'
import { takePlace } from './take-place.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Gives sites the identities they have in an earlier revision; a pure function of both. */
export type Identify = (publication: Publication, earlier: EarlierRevision) => Publication | Promise<Publication>

export interface PublishOptions {
  readonly treeId: number
  readonly scan: ScanClaim
  /** Asked where the commit belongs, outside the transaction. */
  readonly layOut: LayOut
  /** Without it, and where nothing is published before, sites keep the identities they come with. */
  readonly identify?: Identify
}

/** `unchanged`: this commit was published already, as this analysis judges it and matched with what stands before it. */
export type PublishOutcome = 'published' | 'unchanged'

/** A kernel takes about a second; this is for a machine that does other things. */
const transaction = { maxWait: 60_000, timeout: 300_000 }

const placingsMax = 5

/**
 * Publishes one revision in one transaction: readers see all of it or nothing, and whoever is killed here leaves nothing behind. Texts and
 * facts of its blobs are saved before (`saveTexts`, `saveFacts`). A commit that another analysis published, or that was matched with another
 * revision than now stands before it, is replaced where it is.
 *
 * Its sites are matched with those of the revision before it, outside the transaction, which finds out whether that one is still the same.
 * The one behind it may have to be matched anew after this (`listStale`): once nothing is stale, the same history makes the same rows, in
 * whatever order its revisions were published and however often.
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
    const placed = await place(db, publication.commit, options)
    const { placement } = placed
    const earlier = placement.base === null ? null : await getEarlier(db, options.treeId, placement.base)
    const identified =
      earlier === null || options.identify === undefined ? publication : await options.identify(publication, earlier)
    const basis = earlier?.identities ?? null
    const outcome = await withDatabaseErrors('publishing a revision', () =>
      db.$transaction((tx) => publish(tx, identified, options, { ...placed, basis }), transaction),
    )
    if (outcome !== 'moved') return outcome
    if (placings === placingsMax)
      throw new Error(
        `Revisions of this tree are published faster than ${publication.commit} can be placed. Try again.`,
      )
  }
}

interface Place {
  /** What the place was found with. */
  readonly lines: readonly Line[]
  readonly chains: readonly Chain[]
  readonly placement: Placement
}

async function place(db: Database, commit: string, { treeId, scan, layOut }: PublishOptions): Promise<Place> {
  for (;;) {
    const lines = await listLines(db, treeId)
    const chains = await layOut(lines, commit)
    if (findMisplaced(lines, chains) === null) return { lines, chains, placement: placeOnChain(lines, chains, commit) }
    await arrangeLines(db, { treeId, scan, layOut }, commit)
  }
}

interface Placed extends Place {
  /** Digest of the identities that sites were matched with. */
  readonly basis: string | null
}

async function publish(
  tx: Transaction,
  publication: Publication,
  { treeId, scan }: PublishOptions,
  { lines: placedWith, chains, placement, basis }: Placed,
): Promise<PublishOutcome | 'moved'> {
  await lockScan(tx, treeId, scan)
  const lines = await listLines(tx, treeId)
  if (!isSameLines(lines, placedWith)) return 'moved'
  if ((await getIdentities(tx, treeId, placement.base)) !== basis) return 'moved'
  const known = await tx.revision.findUnique({
    where: { treeId_commit: { treeId, commit: publication.commit } },
    select: { id: true, analysisVersion: true, label: true, basis: true },
  })
  if (known !== null && known.analysisVersion === publication.analysisVersion && known.basis === basis) {
    const label = storable(publication.label)
    if (known.label !== label)
      await tx.revision.update({ where: { id: known.id }, data: { label }, select: { id: true } })
    return 'unchanged'
  }
  const taken = await takePlace(tx, { id: treeId, lines }, publication.commit, placement)

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
  await spliceIntervals(tx, tables.siteSpans, taken, spans.siteSpans)
  await spliceIntervals(tx, tables.siteRemarks, taken, spans.siteRemarks)
  await spliceIntervals(tx, tables.fileSpans, taken, spans.fileSpans)
  await spliceIntervals(tx, tables.pairs, taken, spans.pairs)
  await spliceIntervals(tx, tables.siteSubsystems, taken, spans.siteSubsystems)
  await spliceIntervals(tx, tables.subsystemSpans, taken, spans.subsystemSpans)
  await spliceIntervals(tx, tables.subsystemPeople, taken, spans.subsystemPeople)
  await namePeople(tx, taken.lineId)

  const identities = digestIdentities(publication)
  const revisionId = await saveRevision(tx, { treeId, place: taken, identities, basis }, publication)
  await replaceCounts(tx, revisionId, taken)
  await replacePersonCounts(tx, revisionId, taken)
  const forks = await saveForks(tx, treeId, chains)
  await saveTrunk(tx, treeId, chains)
  const behind = await listBehind(tx, revisionId, taken)
  // where it was not there before, the steps to it and from it begin elsewhere
  const isNew = known === null
  await replaceSteps(tx, {
    steps: [revisionId, ...behind, ...forks.steps],
    changed: isNew ? [revisionId, ...behind, ...forks.changed] : forks.changed,
  })
  return 'published'
}

async function getIdentities(tx: Transaction, treeId: number, commit: string | null): Promise<string | null> {
  if (commit === null) return null
  const revision = await tx.revision.findUnique({
    where: { treeId_commit: { treeId, commit } },
    select: { identities: true },
  })
  return revision?.identities ?? null
}

/** The revision behind it on its line, and the first ones of lines that fork from it. */
async function listBehind(
  tx: Transaction,
  revisionId: number,
  { lineId, next }: { readonly lineId: number; readonly next: number },
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select id from revision where line_id = ${lineId} and ordinal = ${next}
    union all
    (select distinct on (line.id) first.id from line join revision first on first.line_id = line.id
      where line.forked_from_id = ${revisionId} order by line.id, first.ordinal)`
  return rows.map(({ id }) => id)
}
