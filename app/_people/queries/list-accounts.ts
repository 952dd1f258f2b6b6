import type { AccountRole } from '#app/_people/permissions.ts'
import type { Transaction } from '#prisma/client.ts'

export interface ListedAccount {
  readonly id: string
  readonly name: string
  readonly role: AccountRole
  /** Proven addresses, the own one first. */
  readonly emails: readonly string[]
  readonly createdAt: Date
  readonly openClaims: number
}

/** Accounts, the oldest first. */
export async function listAccounts(database: Transaction): Promise<readonly ListedAccount[]> {
  return database.$queryRaw<ListedAccount[]>`
    select account.id, account.name, account.role, account.created_at as "createdAt",
      array(
        select email from participant where user_id = account.id and email is not null
        order by email <> lower(account.email), email
      ) as emails,
      (select count(*)::int from claim join participant on participant.id = claim.person_id
        where participant.user_id = account.id and claim.ended_at is null) as "openClaims"
    from "user" account order by account.created_at, account.id`
}
