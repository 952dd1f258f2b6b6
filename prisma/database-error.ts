/** What about the database is broken; the message says what to do about it. */
export type DatabaseErrorCode =
  | 'no-binaries'
  | 'binaries-unusable'
  | 'no-account'
  | 'folder-unusable'
  | 'disk-full'
  | 'other-version'
  | 'not-ours'
  | 'data-damaged'
  | 'initdb-failed'
  | 'server-failed'
  | 'server-silent'
  | 'server-gone'
  | 'stop-failed'
  | 'unreachable'
  | 'refused'
  | 'read-only'
  | 'pooled'
  | 'busy'
  | 'not-migrated'
  | 'no-migrations'
  | 'newer-schema'
  | 'changed-migration'
  | 'failed-migration'
  | 'migration-failed'
  | 'migrations-locked'

export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode
  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}
