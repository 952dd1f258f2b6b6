import { z } from 'zod'
import type { JudgedCount } from '#app/_data/list-judged-stays.ts'
import type { Progress } from '#app/_data/progress.ts'

/** Acquires that stay as they are, which are counted apart from progress. */
export const staysSchema = z
  .object({
    total: z
      .int()
      .min(0)
      .describe('Exempt by a rule of the scanner, or by what a person or a comment in the code says.'),
    byPerson: z.int().min(0).describe('Those that remain by their status, and of which it is decided that they stay.'),
    byComment: z.int().min(0).describe('The same where no person decided, but a comment beside the call says why.'),
  })
  .meta({ id: 'Stays' })

/** `judged`: of how many that remain somebody says that they stay by design. */
export const toStays = (
  { exempt }: Pick<Progress, 'exempt'>,
  { byPerson, byComment }: JudgedCount,
): z.output<typeof staysSchema> => ({ total: exempt + byPerson + byComment, byPerson, byComment })
