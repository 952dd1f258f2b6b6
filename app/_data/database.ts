import { connectDatabase, type Database } from '#prisma/client.ts'

// Next loads modules once more for each of its bundles, and again while developing: one pool is enough
const shared = globalThis as { pinwatchDatabase?: Database }

/** The client of this process, made at the first call. */
export function getDatabase(): Database {
  shared.pinwatchDatabase ??= connectDatabase(requireUrl())
  return shared.pinwatchDatabase
}

function requireUrl(): string {
  const url = process.env.DATABASE_URL
  if (url) return url
  throw new Error('DATABASE_URL is not set: start the pages with `npm start` or `pinwatch serve`, which set it.')
}
