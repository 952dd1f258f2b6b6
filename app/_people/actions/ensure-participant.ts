import type { Transaction } from '#prisma/client.ts'

/** The participant with a mail address; made if there is none, with the name that MAINTAINERS has for it, else the address itself. */
export async function ensureParticipant(tx: Transaction, email: string, name: string | null = null): Promise<number> {
  const address = email.toLowerCase()
  const rows = await tx.$queryRaw<{ id: number }[]>`
    with found as (select id from participant where email = ${address}),
    made as (
      insert into participant (email, name)
      select ${address}::text,
        coalesce(${name}::text, (select person.name from person where person.email = ${address}), ${address}::text)
      where not exists (select from found)
      on conflict (email) do update set email = excluded.email
      returning id
    )
    select id from found union all select id from made`
  const [row] = rows
  if (row === undefined) throw new Error(`no participant could be made for ${address}`)
  return row.id
}
