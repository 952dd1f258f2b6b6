import { z } from 'zod'

const oid = z.string().regex(/^(?:[\da-f]{40}|[\da-f]{64})$/, 'It should be the id of a commit.')

/** The name of a branch as git allows it: it becomes part of a ref that is fetched. */
const branchName = z
  .string()
  .max(500)
  .regex(
    /^(?![/.])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[^\p{Cc}\p{Surrogate} ~^:?*[\\]+(?<![/.])$/u,
    'It should be the name of a branch.',
  )

const repository = z.object({ full_name: z.string().max(300), default_branch: branchName })

export const pushSchema = z.object({
  /** Of a branch or a tag. */
  ref: z.string().max(600),
  /** Zeroes where the branch is new. */
  before: oid,
  /** Zeroes where it is gone. */
  after: oid,
  repository,
})

export const pullRequestSchema = z.object({
  action: z.string(),
  number: z.int().min(1).max(2_147_483_647),
  /** What an edit changed: a new base is another range. */
  changes: z.object({ base: z.unknown().optional() }).optional(),
  pull_request: z.object({
    head: z.object({ sha: oid, ref: branchName }),
    base: z.object({ sha: oid, ref: branchName }),
  }),
  repository,
})

export const checkRunSchema = z.object({
  action: z.string(),
  check_run: z.object({ external_id: z.string().max(200).nullable() }),
  repository,
})

export const branchOf = (ref: string): string | null => {
  const name = /^refs\/heads\/(.+)$/s.exec(ref)?.[1]
  return name !== undefined && branchName.safeParse(name).success ? name : null
}
