/** The cache folder cannot be used; nothing of a scan's result depends on it. */
export class CacheError extends Error {
  /** Its disk is full. */
  readonly isForWantOfRoom: boolean
  constructor(message: string, options?: ErrorOptions & { readonly isForWantOfRoom?: boolean }) {
    super(message, options)
    this.name = 'CacheError'
    this.isForWantOfRoom = options?.isForWantOfRoom ?? false
  }
}
