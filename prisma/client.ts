import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export type Database = PrismaClient
/** What queries and writes need: the client itself, or one of its transactions. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/**
 * A client with a pool of its own; end it with `$disconnect()`. Nothing is sent before the first query: a database that is not there is
 * told then.
 */
export function connectDatabase(url: string, options: { readonly connectionsMax?: number } = {}): Database {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: options.connectionsMax ?? 8,
      connectionTimeoutMillis: 5000,
      application_name: 'pinwatch',
    }),
  })
}
