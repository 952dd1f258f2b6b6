import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

export type Channel = 'mail' | 'webhook'

/** Something to be told that this worker may try to tell, until its time is over. */
export interface TakenRow {
  readonly id: number
  readonly kind: string
  readonly participantId: number | null
  readonly webhookId: number | null
  readonly treeId: number | null
  /** As the trigger of the migration wrote it, or whoever put it there. */
  readonly data: unknown
  /** As it was sent before; `null`: nobody has tried yet. */
  readonly message: unknown
  /** With this one. */
  readonly attempts: number
  readonly createdAt: Date
}

/** A worker that says nothing for so long is gone, and another tries. Longer than any try takes. */
const holdMinutes = 5

/**
 * Takes what is due, what was tried least first. Rows that another worker has are left out (`skip locked`), and while we try they are not due: what is
 * told twice is only what a worker was told to be taken and died before it could write that down.
 */
export function takeOutbox(db: Database, channel: Channel, limit: number): Promise<readonly TakenRow[]> {
  return withDatabaseErrors('looking into the outbox', async () => {
    const rows = await db.$queryRaw<TakenRow[]>`
      with due as (
        select id from outbox
        where state = 'waiting' and due_at <= now() and channel = ${channel}
          -- commits are found after sites: a revision is told of when its scan has ended
          and not (
            kind = 'revision.published'
            and exists (select from scan where scan.tree_id = outbox.tree_id and scan.state = 'running')
          )
        order by attempts, id limit ${limit}
        for update skip locked
      )
      update outbox set attempts = attempts + 1, due_at = now() + make_interval(mins => ${holdMinutes}::int)
      from due where outbox.id = due.id
      returning outbox.id, outbox.kind, outbox.participant_id as "participantId", outbox.webhook_id as "webhookId",
        outbox.tree_id as "treeId", outbox.data, outbox.message, outbox.attempts, outbox.created_at as "createdAt"`
    // what has failed before stands behind: one that always fails keeps no other waiting
    return rows.toSorted((one, other) => one.attempts - other.attempts || one.id - other.id)
  })
}
