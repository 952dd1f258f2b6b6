import { createHash } from 'node:crypto'
import { join } from 'node:path'
import cacache from 'cacache'
import { CacheError } from './cache-error.ts'
import { makePrivateFolder } from './make-folder.ts'

/** The folder of entries below `home`. Throws `CacheError` if it cannot be made. */
export function openFolder(home: string): string {
  const folder = join(home, 'cache')
  try {
    makePrivateFolder(folder)
  } catch (cause) {
    throw unusable(folder, cause)
  }
  return folder
}

/** The bytes of an entry; none where it is absent or damaged. */
export async function readEntry(folder: string, name: string): Promise<Buffer> {
  try {
    const { data } = await cacache.get(folder, name)
    return data
  } catch (cause) {
    if (isPermission(cause)) throw unusable(folder, cause)
    // absent, or its bytes are not what was written
    return Buffer.alloc(0)
  }
}

/** How cacache names content that has these parts. */
export function integrityOf(parts: readonly Buffer[]): string {
  const hash = createHash('sha512')
  for (const part of parts) hash.update(part)
  return `sha512-${hash.digest('base64')}`
}

function isPermission(cause: unknown): boolean {
  const code = codeOf(cause)
  return code === 'EACCES' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EROFS' || code === 'EIO'
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

/** An error that says what to do about it. */
export function unusable(folder: string, cause: unknown): CacheError {
  const code = codeOf(cause)
  const isForWantOfRoom = code === 'ENOSPC' || code === 'EDQUOT'
  const why = isForWantOfRoom ? 'the disk is full' : cause instanceof Error ? cause.message : String(cause)
  return new CacheError(
    `the cache folder ${folder} cannot be used: ${why}. Set PINWATCH_HOME to a folder you can write, or scan with --no-cache.`,
    { cause, isForWantOfRoom },
  )
}
