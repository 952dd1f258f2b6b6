import type { Database } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { retryDelay, tellingDaysMax } from '#scanner/model/telling/retry-delay.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'
import type { TakenRow } from './take-outbox.ts'

/** What came of a try. */
export interface Attempt {
  /** `refused`: there was an answer, and another may come; `rejected`: it will be the same for ever. */
  readonly outcome: 'taken' | 'refused' | 'rejected' | 'unreachable'
  /** Of SMTP or HTTP. */
  readonly status: number | null
  readonly answer: string
  readonly ms: number
}

const answerLengthMax = 500

/** Keeps what is to be sent, before it is: each try sends the same. */
export function keepMessage(db: Database, id: number, message: Prisma.InputJsonObject): Promise<void> {
  return withDatabaseErrors('keeping a message', async () => {
    await db.outbox.updateMany({ where: { id }, data: { message } })
  })
}

/** Writes down what came of a try, and when to try again, if at all. */
export function endAttempt(db: Database, row: TakenRow, { outcome, status, answer, ms }: Attempt): Promise<void> {
  // of mails there is one server; hooks are posted to as many as there are
  const isAway = outcome === 'unreachable' && row.webhookId === null
  const waitMs = retryDelay(row.attempts, { isAway, chance: Math.random() })
  const state = outcome === 'taken' ? 'sent' : outcome === 'rejected' ? 'failed' : 'waiting'
  return withDatabaseErrors('writing down what was told', async () => {
    // one statement, as it has to be: a row that is sent says so
    await db.$executeRaw`
      with tried as (
        insert into delivery_attempt (outbox_id, outcome, status, answer, ms)
        select id, ${outcome === 'rejected' ? 'refused' : outcome}, ${status}::int,
          ${printable(answer).slice(0, answerLengthMax)}, ${Math.round(ms)}::int
        from outbox where id = ${row.id}
      )
      update outbox set
        state = case
          when ${state} = 'waiting' and created_at < now() - make_interval(days => ${tellingDaysMax}::int) then 'failed'
          else ${state}
        end,
        ended_at = case
          when ${state} = 'waiting' and created_at >= now() - make_interval(days => ${tellingDaysMax}::int) then null
          else now()
        end,
        due_at = now() + make_interval(secs => ${waitMs / 1000}::float8)
      where id = ${row.id}`
  })
}

/** A row that nobody wants to hear of any more; `why` is kept as what was answered. */
export function dropRow(db: Database, row: TakenRow, why: string): Promise<void> {
  return withDatabaseErrors('dropping a message', async () => {
    await db.$executeRaw`
      update outbox set state = 'dropped', ended_at = now(),
        data = data || jsonb_build_object('why', ${why}::text)
      where id = ${row.id}`
  })
}

/** Gives rows back that were not tried: the server did not answer for those before them. */
export function giveBackRows(db: Database, rows: readonly TakenRow[], waitMs: number): Promise<void> {
  return withDatabaseErrors('giving messages back', async () => {
    await db.$executeRaw`
      update outbox set attempts = attempts - 1, due_at = now() + make_interval(secs => ${waitMs / 1000}::float8)
      where id = any(${rows.map(({ id }) => id)}::int[]) and state = 'waiting'`
  })
}

/** What waits for longer than anybody wants to know it has failed, whether or not somebody tried; what has ended long ago goes. */
export function sweepOutbox(db: Database): Promise<void> {
  return withDatabaseErrors('sweeping the outbox', async () => {
    await db.$executeRaw`
      update outbox set state = 'failed', ended_at = now()
      where state = 'waiting' and due_at <= now() and created_at < now() - make_interval(days => ${tellingDaysMax}::int)`
    await db.$executeRaw`delete from outbox where ended_at < now() - interval '30 days'`
  })
}

/** Postgres keeps no zero bytes, and pages show no others. */
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')
