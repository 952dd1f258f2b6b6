import type { Transaction } from '#prisma/client.ts'
import { getClaimMail } from '#prisma/telling/get-claim-mail.ts'
import type { ClaimMail } from '#scanner/model/telling/claim-mail.ts'

interface MailGrantOfClaims {
  readonly participantId: number
  readonly outboxId: number
}

/**
 * Claims of the mail that a link stands in, those that are still open and still of whoever it was to; `null`: none, or the mail was sent so
 * long ago that nobody knows of it.
 */
export async function listMailClaims(
  database: Transaction,
  { participantId, outboxId }: MailGrantOfClaims,
): Promise<ClaimMail | null> {
  const rows = await database.$queryRaw<{ treeId: number; claimIds: number[] }[]>`
    select claim.tree_id as "treeId", array_agg(claim.id) as "claimIds"
    from outbox
    join claim on claim.id in (select value::int from jsonb_array_elements_text(outbox.data -> 'claims'))
    join participant person on person.id = claim.person_id
    join participant reader on reader.id = ${participantId}
    where outbox.id = ${outboxId} and outbox.channel = 'mail' and claim.ended_at is null
      and (person.id = reader.id or person.user_id = reader.user_id)
    group by claim.tree_id`
  const [row] = rows
  if (row === undefined) return null
  return getClaimMail(database, { kind: 'reminder', treeId: row.treeId, claimIds: row.claimIds, byId: null })
}
