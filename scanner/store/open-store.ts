import { connectDatabase, type Database } from '#prisma/client.ts'

/** The database as jobs and the command line know it: something that acts of the store are done on. End it with `$disconnect()`. */
export type Store = Database

/** Nothing is sent before the first act: a database that is not there is told then. */
export function openStore(url: string, options: { readonly connectionsMax?: number } = {}): Store {
  return connectDatabase(url, options)
}
