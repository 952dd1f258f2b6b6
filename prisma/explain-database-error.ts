import { DatabaseError } from './database-error.ts'
import { Prisma } from './prisma-of-process.ts'

/**
 * Says of an error of the database client what is broken and what to do about it; `step` says what was being done, as "publishing a
 * revision". Errors that are not the database's, and those that only a mistake of ours can cause, come back as they are.
 *
 * SQLSTATE codes: https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
export function explainDatabaseError(step: string, error: unknown): unknown {
  if (error instanceof DatabaseError) return error
  const explain = (code: DatabaseError['code'], sentence: string) =>
    new DatabaseError(code, `${capitalize(step)} failed: ${sentence}`, { cause: error })

  const state = sqlStateOf(error)
  if (state === '53100') return explain('disk-full', 'the disk of the database is full. Make room and try again.')
  if (state === '42P01' || state === '42703' || isPrisma(error, 'P2021', 'P2022')) {
    return explain(
      'not-migrated',
      'the database has not the tables of this version. Run pinwatch start or pinwatch worker of the same version, which bring it up to date.',
    )
  }
  if (state === '25006') {
    return explain(
      'read-only',
      'the database only lets us read. Give DATABASE_URL of the primary server, and a user who may write.',
    )
  }
  if (state === '3D000' || state === '28P01' || state === '28000' || state === '42501') {
    return explain('refused', `the database refuses us (${firstLine(error)}). See that DATABASE_URL is right.`)
  }
  const parameter = /unsupported startup parameter: "?(\w+)/.exec(messagesOf(error))?.[1]
  if (parameter !== undefined) {
    return explain(
      'pooled',
      `a pooler does not pass ${parameter} on. Let it: ignore_startup_parameters = lock_timeout, statement_timeout in PgBouncer; or give DATABASE_URL of the server itself.`,
    )
  }
  if (isConnection(state) || isPrisma(error, 'P1001', 'P1002', 'P1008', 'P1017') || isClosed(error)) {
    return explain('unreachable', 'the database is gone or does not answer. See that it runs, and try again.')
  }
  if (state === '57014') {
    return explain(
      'busy',
      'the database took too long. See what it is busy with (view pg_stat_activity), and try again.',
    )
  }
  if (state === '40P01' || state === '40001' || state === '55P03' || isPrisma(error, 'P2028')) {
    return explain(
      'busy',
      'the database is busy with something that stands in the way. See what that is, and try again.',
    )
  }
  return error
}

/** `08…`: connection exceptions; `57P…`: the server is shutting down, starting or was told to end us; `53300`: too many clients. */
function isConnection(state: string | null): boolean {
  return state !== null && (state.startsWith('08') || state.startsWith('57P') || state === '53300')
}

/** What `pg` says, without a code of Postgres, when the other end or the way there is gone. */
function isClosed(error: unknown): boolean {
  const said = messagesOf(error)
  return /Connection terminated|not queryable|Can't reach database|ECONNREFUSED|ECONNRESET|EPIPE|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ETIMEDOUT|EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|Query read timeout|timeout exceeded when trying to connect/.test(
    said,
  )
}

function isPrisma(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && codes.includes(error.code)
}

/** Where the driver adapter puts what Postgres said. */
interface DriverCause {
  readonly originalCode?: unknown
  readonly originalMessage?: unknown
  readonly kind?: unknown
}

function driverCause(error: unknown): DriverCause | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null
  const adapter = error.meta?.driverAdapterError
  if (typeof adapter !== 'object' || adapter === null || !('cause' in adapter)) return null
  return typeof adapter.cause === 'object' ? adapter.cause : null
}

function sqlStateOf(error: unknown): string | null {
  const cause = driverCause(error)
  // what the driver makes of errors of sockets
  if (['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout'].includes(String(cause?.kind))) return '08006'
  if (typeof cause?.originalCode === 'string') return cause.originalCode
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.length === 5
    ? error.code
    : null
}

function messagesOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}` : ''
}

function firstLine(error: unknown): string {
  const said = driverCause(error)?.originalMessage
  return (typeof said === 'string' ? said : messagesOf(error)).trim().split('\n', 1)[0] ?? ''
}

function capitalize(step: string): string {
  return step.charAt(0).toUpperCase() + step.slice(1)
}
