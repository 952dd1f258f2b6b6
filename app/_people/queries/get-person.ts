import type { Transaction } from '#prisma/client.ts'

/** Somebody who takes part, whom MAINTAINERS of some revision lists, or whom a `.mailmap` joins with one of these, by any of their addresses. */
export interface KnownPerson {
  readonly name: string
  /** The one asked for first; then those that the account has proven, and those that a `.mailmap` joins with them. */
  readonly emails: readonly string[]
  /** Numbers as claims, triage and the audit name them. */
  readonly participantIds: readonly number[]
  readonly userId: string | null
}

/**
 * The person of an address, `null` if none takes part or is listed with it or with one that belongs to it. A `.mailmap` is what a tree says of commits: it
 * joins what is shown, and gives nobody a right.
 */
export async function getPerson(database: Transaction, email: string): Promise<KnownPerson | null> {
  const rows = await database.$queryRaw<
    { email: string; id: number | null; name: string | null; userId: string | null }[]
  >`
    with recursive
    -- each step is one account or one line of a .mailmap; who has twenty addresses has enough
    joined (email, depth) as (
      select ${email}::text, 0
      union
      select next.email, joined.depth + 1 from joined
      join lateral (
        select other.email from participant mine
        join participant other on other.user_id = mine.user_id and other.email is not null
        where mine.email = joined.email
        union
        select alias.proper_email from mail_alias alias where alias.email = joined.email and alias.commit_name is null
        union
        select alias.email from mail_alias alias where alias.proper_email = joined.email and alias.commit_name is null
      ) next on true
      where joined.depth < 4
    )
    select found.email, participant.id, coalesce(account.name, participant.name, listed.name) as name, participant.user_id as "userId"
    from (select email, min(depth) as depth from joined group by email) found
    left join participant on participant.email = found.email
    left join "user" account on account.id = participant.user_id
    left join person listed on listed.email = found.email
    order by found.depth, found.email limit 50`
  const known = rows.filter((row): row is typeof row & { name: string } => row.name !== null)
  const [first] = known
  if (first === undefined) return null
  return {
    name: (known.find(({ userId }) => userId !== null) ?? first).name,
    emails: rows.map((row) => row.email),
    participantIds: known.flatMap(({ id }) => id ?? []),
    userId: known.find(({ userId }) => userId !== null)?.userId ?? null,
  }
}
