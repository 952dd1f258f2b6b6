import { randomUUID } from 'node:crypto'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { digestFunction } from '#app/_people/queries/digest-function.ts'
import { getRole } from '#app/_people/queries/get-role.ts'
import { listTriage, type StoredTriage, toTriage } from '#app/_people/queries/list-triage.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { forbidden, wrongRequest } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { addressKey } from '#scanner/model/triage/address-key.ts'
import { parseTriage } from '#scanner/model/triage/parse-triage.ts'
import type { SiteAddress, TriageEntry } from '#scanner/model/triage/triage.ts'
import { ensureParticipant } from './ensure-participant.ts'
import { saveTriage } from './save-triage.ts'

export interface ImportedTriage {
  /** Said anew, or otherwise than before. */
  readonly applied: number
  /** Said already, word for word. */
  readonly unchanged: number
  /** Judgements of sites that the newest revision has not. */
  readonly unmatched: readonly SiteAddress[]
}

/**
 * Takes over a triage file, version 1, as decisions by those it names, for whoever may decide for every site in it. All of it or nothing:
 * of a broken file nothing is applied, and each broken line is named. What the file does not mention stays.
 */
export async function importTriage(
  tx: Transaction,
  origin: Origin,
  slug: string,
  text: string,
): Promise<ImportedTriage> {
  const parsed = parseTriage(text)
  if (parsed.state === 'broken')
    throw wrongRequest(parsed.problems.map(({ line, message }) => `line ${line}: ${message}`).join('; '))
  const { tree, revision } = await openNewest(tx, slug)
  const places = await listPlaces(tx, revision)
  const found = parsed.entries.flatMap((entry) => {
    const place = places.get(addressKey(entry))
    return place === undefined ? [] : [{ entry, place }]
  })
  const siteIds = found.map(({ place }) => place.siteId)
  const role = await getRole(tx, origin.actor, revision, siteIds)
  if (!may(role, 'decide triage') && (siteIds.length > 0 || origin.actor.role !== 'contributor'))
    throw forbidden('Only an admin, or a maintainer of a section of every one of these sites, may decide for them.')
  const stored = new Map(
    (await listTriage(tx, tree.id, revision, { siteIds, decidedOnly: true })).map((triage) => [triage.siteId, triage]),
  )
  const changed = found.filter(({ entry, place }) => !isSame(entry, stored.get(place.siteId)))
  const batch = randomUUID()
  for (const { entry, place } of changed) {
    await saveTriage(tx, origin, {
      treeId: tree.id,
      siteId: place.siteId,
      isDecided: true,
      verdict: entry.verdict,
      case: entry.case ?? null,
      reason: entry.reason ?? null,
      text: entry.text ?? null,
      link: entry.link ?? null,
      other: entry.other ?? null,
      functionDigest: await digestFunction(tx, revision, place),
      madeAt: new Date(entry.date),
      madeById: await participantOf(tx, entry.by),
      batch,
    })
  }
  return {
    applied: changed.length,
    unchanged: found.length - changed.length,
    unmatched: parsed.entries
      .filter((entry) => !places.has(addressKey(entry)))
      .map(({ path, function: name, api, ordinal }) => ({ path, function: name, api, ordinal })),
  }
}

interface Place {
  readonly siteId: number
  readonly path: string
  readonly line: number
}

async function listPlaces(tx: Transaction, revision: RevisionPlace): Promise<ReadonlyMap<string, Place>> {
  const rows = await tx.$queryRaw<(SiteAddress & Place)[]>`
    select site_id as "siteId", path, line_number as line, function, api, nth as ordinal
    from site_span span where ${holdsAt('span', revision)}`
  return new Map(rows.map((row) => [addressKey(row), row]))
}

/** Word for word; a day in the file is that day whatever the time. */
function isSame(entry: TriageEntry, stored: StoredTriage | undefined): boolean {
  if (stored === undefined) return false
  const { date, ...said } = toTriage(stored)
  const { path: _p, function: _f, api: _a, ordinal: _o, date: wanted, ...word } = entry
  const other = (address: SiteAddress | undefined) => (address === undefined ? null : addressKey(address))
  return (
    new Date(date).getTime() === new Date(wanted).getTime() &&
    other(said.other) === other(word.other) &&
    (['verdict', 'case', 'reason', 'text', 'link', 'by'] as const).every((name) => said[name] === word[name])
  )
}

/** A file names people by address, or by name alone. */
async function participantOf(tx: Transaction, by: string): Promise<number> {
  if (/^[^\s@]+@[^\s@]+$/.test(by)) return ensureParticipant(tx, by)
  const known = await tx.participant.findFirst({
    where: { email: null, userId: null, name: by },
    select: { id: true },
  })
  return (known ?? (await tx.participant.create({ data: { name: by }, select: { id: true } }))).id
}
