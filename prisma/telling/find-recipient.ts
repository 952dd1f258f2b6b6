import type { Transaction } from '#prisma/client.ts'

/** Whom a mail for a participant goes to: their account, where they have one. */
export interface Recipient {
  /** Of the account's own address, else the participant: settings are kept by it. */
  readonly participantId: number
  /** `null`: nowhere, as of a local owner who has named no address. */
  readonly address: string | null
  readonly name: string
  readonly userId: string | null
  /** Kinds that they do not want. */
  readonly stopped: readonly string[]
}

/** `null`: forgotten, or there is no such participant. */
export async function findRecipient(db: Transaction, participantId: number): Promise<Recipient | null> {
  const rows = await db.$queryRaw<Recipient[]>`
    select own.id as "participantId", own.name, account.id as "userId",
      -- the owner of single-user mode has no address until there is one to send to
      coalesce(chosen.address, nullif(coalesce(account.email, named.email), 'owner@localhost')) as address,
      array(select kind from mail_stop where participant_id = own.id) as stopped
    from participant named
    left join "user" account on account.id = named.user_id
    left join mail_address chosen on chosen.user_id = account.id
    join participant own on own.id = coalesce(
      (select id from participant where user_id = account.id and email = lower(account.email)), named.id
    )
    where named.id = ${participantId} and named.email is not null`
  return rows[0] ?? null
}
