import type { Transaction } from '#prisma/client.ts'

/**
 * Names the people of a line as its sections do: as the newest revisions say, and of several spellings the first by alphabet, so that the
 * name does not depend on what was published first. Rows are locked in the order of addresses, as `savePeople` does.
 */
export async function namePeople(tx: Transaction, lineId: number): Promise<void> {
  await tx.$executeRaw`
    with named as (
      select distinct on (named.person_id) named.person_id, named.name
      from subsystem_person named
      where named.name <> '' and named.person_id in (select person_id from subsystem_person where line_id = ${lineId})
      order by named.person_id, named.to_ordinal = 2147483647 desc, named.name collate "C"
    ),
    changed as (
      select person.id, named.name from person join named on named.person_id = person.id
      where person.name <> named.name
      order by person.email
      for no key update of person
    )
    update person set name = changed.name from changed where person.id = changed.id`
}
