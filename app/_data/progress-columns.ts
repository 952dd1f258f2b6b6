import { Prisma } from '#prisma/prisma-of-process.ts'

const counted = ['converted', 'mismatched', 'unconverted', 'unknown', 'exempt'] as const

/** Columns of `Progress` over rows of `alias` with `role` and `status`; `amount` is what each row counts for. */
export function progressColumns(alias: string, amount: Prisma.Sql): Prisma.Sql {
  const name = Prisma.raw(alias)
  return Prisma.join(
    counted.map(
      (status) => Prisma.sql`coalesce(sum(${amount})
        filter (where ${name}.role = 'acquire' and ${name}.status = ${status}), 0)::int as ${Prisma.raw(status)}`,
    ),
  )
}
