import type { Transaction } from '#prisma/client.ts'

export interface NamedAddress {
  /** In lower case. */
  readonly email: string
  readonly name: string
}

/** Identities by address. People belong to no tree: other trees may be publishing the same ones. */
export async function savePeople(
  tx: Transaction,
  people: readonly NamedAddress[],
): Promise<ReadonlyMap<string, number>> {
  // in one order, so that two publishers who bring the same new people wait for each other and not in a circle
  const sorted = [...people].sort((a, b) => (a.email < b.email ? -1 : 1))
  const emails = sorted.map(({ email }) => email)
  await tx.$executeRaw`
    insert into person (email, name)
    select wanted.email, wanted.name
    from unnest(${emails}::text[], ${sorted.map(({ name }) => name)}::text[]) with ordinality wanted (email, name, place)
    where not exists (select from person where person.email = wanted.email)
    order by wanted.place
    on conflict (email) do nothing`
  const rows = await tx.$queryRaw<{ id: number; email: string }[]>`
    select id, email from person where email = any(${emails}::text[])`
  return new Map(rows.map(({ id, email }) => [email, id]))
}
