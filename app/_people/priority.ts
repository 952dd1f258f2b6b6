import { z } from 'zod'
import { priorities } from '#scanner/model/priority.ts'

/** How soon somebody should look at a site: the body of a request, and the form of a page. */
export const newPrioritySchema = z.strictObject({
  priority: z.enum(priorities, `It is one of ${priorities.join(', ')}.`),
})
export type NewPriority = z.infer<typeof newPrioritySchema>

/** As the API shows it. */
export const sitePrioritySchema = z.object({
  priority: z.enum(priorities),
  by: z.string().nullable().describe('Who set it; null: nobody, which is normal.'),
  date: z.iso.datetime().nullable(),
})
export type SitePriority = z.infer<typeof sitePrioritySchema>
