/** The cache folder cannot be used; nothing of a scan's result depends on it. */
export class CacheError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CacheError'
  }
}
