/** A backup cannot be written or restored; the message says why and what to do. Nothing was written to the database. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
