import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './prisma-of-process.ts'

export type Database = PrismaClient
/** What queries and writes need: the client itself, or one of its transactions. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

export interface ConnectOptions {
  readonly connectionsMax?: number
  /** How long to wait for the database; without them a statement takes as long as it takes. */
  readonly limits?: {
    /** For a lock that somebody else holds. */
    readonly lockMs: number
    /** For a statement, as the server counts. */
    readonly statementMs: number
    /** For an answer, as we count: a server that hangs counts no more. */
    readonly answerMs: number
    /** For a connection of the pool. */
    readonly connectionMs: number
  }
  /** Asked before each statement; throws to have none. */
  readonly admit?: () => void
  /** Told of each statement how long it took, and what came of it if that was an error. */
  readonly observe?: (ms: number, error: unknown) => void
}

/**
 * A client with a pool of its own; end it with `$disconnect()`. Nothing is sent before the first query: a database that is not there is
 * told then.
 */
export function connectDatabase(
  url: string,
  { connectionsMax = 8, limits, admit = () => {}, observe }: ConnectOptions = {},
): Database {
  const client = new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: connectionsMax,
      connectionTimeoutMillis: limits?.connectionMs ?? 5000,
      application_name: 'pinwatch',
      ...(limits === undefined
        ? {}
        : { lock_timeout: limits.lockMs, statement_timeout: limits.statementMs, query_timeout: limits.answerMs }),
    }),
  })
  return observe === undefined ? client : observed(client, admit, observe)
}

function observed(client: PrismaClient, admit: () => void, observe: (ms: number, error: unknown) => void): Database {
  const extended = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        admit()
        const started = performance.now()
        try {
          const result = await query(args)
          observe(performance.now() - started, null)
          return result
        } catch (error) {
          observe(performance.now() - started, error)
          throw error
        }
      },
    },
  })
  // an extension of queries takes nothing away from what queries and writes use
  return extended as unknown as Database
}
