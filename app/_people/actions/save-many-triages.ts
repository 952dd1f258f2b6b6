import { randomUUID } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import type { ManyTriage } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

export interface WantedTriages {
  readonly treeId: number
  readonly isDecided: boolean
  readonly word: ManyTriage
  /** What is judged, with the digest of its function; `null`: its text is not kept. */
  readonly sites: readonly { readonly siteId: number; readonly digest: string | null }[]
}

/**
 * Says the same of many sites, in place of what was said before: one statement, and an entry of the audit for each site, which has what was
 * there before as a whole, so that `undo-triages.ts` can put it back. A decision answers any proposal. Resolves to what all entries have in
 * common.
 */
export async function saveManyTriages(tx: Transaction, origin: Origin, wanted: WantedTriages): Promise<string> {
  const { treeId, isDecided, word, sites } = wanted
  const { actor, via, address } = origin
  const batch = randomUUID()
  const { verdict, case: number = null, reason = null, text = null, link = null } = word
  const siteIds = sites.map(({ siteId }) => siteId)
  const digests = sites.map(({ digest }) => digest)
  // whoever judges one of them meanwhile is done before what was said is read, or comes after it
  await tx.$queryRaw`select id from site where id = any(${siteIds}::int[]) order by id for no key update`
  await tx.$executeRaw`
    with wanted as materialized (
      select * from unnest(${siteIds}::int[], ${digests}::text[]) wanted (site_id, digest)
    ),
    earlier as (
      select triage.* from triage join wanted on wanted.site_id = triage.site_id where triage.is_decided = ${isDecided}
    ),
    answered as (
      delete from triage using wanted
      where triage.site_id = wanted.site_id and ${isDecided} and not triage.is_decided
      returning triage.*
    ),
    said as (
      insert into triage
        (tree_id, site_id, is_decided, verdict, case_number, reason, text, link, made_by_id, made_at, function_digest)
      select ${treeId}::int, site_id, ${isDecided}, ${verdict}::text, ${number}::int, ${reason}::text, ${text}::text,
        ${link}::text, ${actor.participantId}::int, now(), digest
      from wanted
      on conflict (site_id, is_decided) do update set
        verdict = excluded.verdict, case_number = excluded.case_number, reason = excluded.reason, text = excluded.text,
        link = excluded.link, other = null, made_by_id = excluded.made_by_id, made_at = excluded.made_at,
        function_digest = excluded.function_digest
      returning id, site_id, made_at
    )
    insert into audit_entry (actor_id, action, tree_id, site_id, subject, before, after, via, address, batch)
    select ${actor.participantId}::int, ${isDecided ? 'triage.decided' : 'triage.proposed'}::text, ${treeId}::int, said.site_id,
      'triage ' || said.id,
      nullif(coalesce(${asJson('earlier')}, '{}') ||
        case when answered.id is null then '{}' else jsonb_build_object('proposal', ${asJson('answered')}) end, '{}'),
      jsonb_build_object('verdict', ${verdict}::text, 'caseNumber', ${number}::int, 'reason', ${reason}::text, 'text', ${text}::text,
        'link', ${link}::text, 'madeById', ${actor.participantId}::int),
      ${via}::text, ${address}::text, ${batch}::text
    from said
    left join earlier on earlier.site_id = said.site_id
    left join answered on answered.site_id = said.site_id
    order by said.site_id`
  return batch
}

/** A row of `triage` as entries of the audit have it. */
function asJson(alias: 'earlier' | 'answered'): Prisma.Sql {
  const row = Prisma.raw(alias)
  return Prisma.sql`case when ${row}.id is not null then jsonb_build_object('verdict', ${row}.verdict,
    'caseNumber', ${row}.case_number, 'reason', ${row}.reason, 'text', ${row}.text, 'link', ${row}.link, 'other', ${row}.other,
    'madeById', ${row}.made_by_id, 'madeAt', ${row}.made_at, 'functionDigest', ${row}.function_digest) end`
}
