import { z } from 'zod'
import type { Progress } from '#app/_data/progress.ts'

/** Acquires that stay as they are, which are counted apart from progress. */
export const staysSchema = z
  .object({
    total: z.int().min(0).describe('Exempt by a rule of the scanner, or by what a person decided.'),
    byPerson: z.int().min(0).describe('Those that remain by their status, and of which it is decided that they stay.'),
  })
  .meta({ id: 'Stays' })

/** `judged`: of how many that remain it is decided that they stay by design. */
export const toStays = ({ exempt }: Pick<Progress, 'exempt'>, judged: number): z.output<typeof staysSchema> => ({
  total: exempt + judged,
  byPerson: judged,
})
