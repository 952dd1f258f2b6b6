import { openEnd, ordinalStep } from '#scanner/model/interval.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Store } from '#scanner/store/open-store.ts'
import type { HistoryShape } from './history-shape.ts'

type Transaction = Pick<Store, '$executeRaw'>

/** Sections, the people they name, and what they said while. The first section of a tree is THE REST. */
export async function generateOwners(tx: Transaction, { subsystems, people }: HistoryShape): Promise<void> {
  await tx.$executeRaw`
    insert into person (id, email, name)
    select number, 'person' || number || '@example.org', 'Person ' || number from generate_series(1, ${people}::int) number`
  await tx.$executeRaw`
    insert into subsystem (id, tree_id, title, slug)
    select
      (tree.id - 1) * ${subsystems}::int + number, tree.id,
      case number when 1 then ${theRest} else 'SUBSYSTEM ' || number end,
      case number when 1 then 'the-rest' else 'subsystem-' || number end
    from tree, generate_series(1, ${subsystems}::int) number`
  await tx.$executeRaw`
    insert into subsystem_span (subsystem_id, line_id, from_ordinal, to_ordinal, support, lists)
    select subsystem.id, line.id, ${ordinalStep}::int, ${openEnd}::int, 'Maintained', array[subsystem.slug || '@lists.example.org']
    from subsystem join line on line.tree_id = subsystem.tree_id`
  // of three people in four sections at most one leaves in the middle of a line, as in ten years of MAINTAINERS
  await tx.$executeRaw`
    insert into subsystem_person
      (subsystem_id, person_id, line_id, from_ordinal, to_ordinal, role, name, email, position)
    select
      subsystem.id, person.id, line.id, ${ordinalStep}::int,
      case when position = 2 and subsystem.id % 4 = 0 then (revisions / 2 + 1) * ${ordinalStep}::int else ${openEnd}::int end,
      case position when 2 then 'reviewer' else 'maintainer' end, person.name, person.email, position
    from subsystem
    join shaped_line line on line.tree_id = subsystem.tree_id
    cross join generate_series(0, 2) position
    join person on person.id = 1 + (subsystem.id * 7 + position * 13) % ${people}::int`
}
