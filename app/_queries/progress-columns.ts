import { Prisma } from '#prisma/generated/client.ts'

/** What became of the acquire sites of something, and of how many releases it is known. */
export interface Progress {
  readonly converted: number
  readonly mismatched: number
  readonly unconverted: number
  readonly unknown: number
  /** Left out of progress, beside wrappers and implementations. */
  readonly exempt: number
}

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

/** Acquire sites that are still to be looked at. */
export const remainingOf = ({ mismatched, unconverted, unknown }: Progress): number =>
  mismatched + unconverted + unknown
