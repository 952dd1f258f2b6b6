import { z } from 'zod'

/** Somebody whom a section of MAINTAINERS names. */
export const personSchema = z
  .object({ name: z.string(), email: z.string(), role: z.enum(['maintainer', 'reviewer']) })
  .meta({ id: 'Person' })
