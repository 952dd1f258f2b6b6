import { createHash } from 'node:crypto'
import { Refusal } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'

export interface Answer {
  readonly status: number
  readonly body: Prisma.InputJsonValue
  readonly isReplayed: boolean
}

export interface Asked {
  readonly userId: string
  /** Of the header Idempotency-Key. */
  readonly key: string
  /** Method and path. */
  readonly target: string
  readonly body: string
}

/**
 * Does what is asked for once, however often it is sent with one key: the answer is kept in the transaction of the act. A second request
 * that comes meanwhile waits at the row of the first, and then finds its answer or, if that failed, does it.
 */
export async function answerOnce(
  tx: Transaction,
  { userId, key, target, body }: Asked,
  act: () => Promise<{
    readonly status: number
    readonly body: Prisma.InputJsonValue
    readonly kept?: Prisma.InputJsonValue
  }>,
): Promise<Answer> {
  const request = createHash('sha256').update(`${target}\n${body}`).digest('hex')
  const inserted = await tx.$executeRaw`
    insert into idempotency (user_id, key, request, status, body) values (${userId}, ${key}, ${request}, 0, '{}')
    on conflict do nothing`
  if (inserted === 0) {
    const known = await tx.idempotency.findUniqueOrThrow({
      where: { userId_key: { userId, key } },
      select: { request: true, status: true, body: true },
    })
    if (known.request !== request)
      throw new Refusal(
        422,
        'The key was used',
        'This Idempotency-Key was sent with another request: choose a new one.',
      )
    return { status: known.status, body: known.body as Prisma.InputJsonValue, isReplayed: true } // written below
  }
  const done = await act()
  // as text: of ten thousand claims it is megabytes, which the client would walk through value by value
  await tx.$executeRaw`
    update idempotency set status = ${done.status}::int, body = ${JSON.stringify(done.kept ?? done.body)}::jsonb
    where user_id = ${userId} and key = ${key}`
  return { status: done.status, body: done.body, isReplayed: false }
}
