import type { AsyncLocalStorage } from 'node:async_hooks'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { DatabaseError } from '#prisma/database-error.ts'
import { explainDatabaseError } from '#prisma/explain-database-error.ts'
import type { RequestNotes } from '#scanner/model/request-notes.ts'

// Next loads modules again while developing, and has several bundles (pages, answers of the API): one pool is enough for all. The code behind it
// is one as well (`prisma/prisma-of-process.ts`). The server that Next runs in keeps notes of each request (`scanner/web`)
const shared = globalThis as {
  pinwatchReader?: Database
  pinwatchWriter?: Database
  readonly pinwatchRequest?: AsyncLocalStorage<RequestNotes>
}

/** A page that waits longer helps nobody: whoever asked for it is told to come again, and others get its connection. */
const limits = { lockMs: 300, statementMs: 3500, answerMs: 4000, connectionMs: 3000 } as const
/** What people do to thousands of sites at once takes longer, and whoever does the same meanwhile waits for it; removing a tree takes minutes. */
const writingLimits = { lockMs: 10_000, statementMs: 60_000, answerMs: 610_000, connectionMs: 3000 } as const
const writingConnectionsMax = 3
const slowMs = 500

/** The client of this process for what pages read, or for what people do; made at the first call. */
export function getDatabase(use: 'reading' | 'writing' = 'reading'): Database {
  if (use === 'reading') {
    shared.pinwatchReader ??= connectDatabase(requireUrl(), { limits, admit, observe: note })
    return shared.pinwatchReader
  }
  shared.pinwatchWriter ??= connectDatabase(requireUrl(), {
    limits: writingLimits,
    connectionsMax: writingConnectionsMax,
    admit,
    observe: note,
  })
  return shared.pinwatchWriter
}

/** A page that has met trouble is lost: the rest of it takes no connection from others. */
function admit(): void {
  const trouble = shared.pinwatchRequest?.getStore()?.databaseTrouble ?? null
  if (trouble !== null) throw new DatabaseError('busy', trouble)
}

function note(ms: number, error: unknown): void {
  const notes = shared.pinwatchRequest?.getStore()
  if (notes === undefined) return
  if (ms >= slowMs) notes.slowQueriesMs.push(Math.round(ms))
  const explained = error === null ? null : explainDatabaseError('asking the database', error)
  if (explained instanceof DatabaseError) notes.databaseTrouble ??= explained.message
}

function requireUrl(): string {
  const url = process.env.DATABASE_URL
  if (url) return url
  throw new Error('DATABASE_URL is not set: start the pages with `npm start` or `pinwatch serve`, which set it.')
}
