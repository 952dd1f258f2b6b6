import type { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestNotes } from '#scanner/model/request-notes.ts'

const shared = globalThis as { readonly pinwatchRequest?: AsyncLocalStorage<RequestNotes> }

/**
 * Notes that part of the address of the page at hand means nothing. Its status is 400 then (`scanner/web`), which Next lets no page say; what it
 * shows is up to the page. Whoever asks without that server gets 200.
 */
export function noteMisasked(): void {
  const notes = shared.pinwatchRequest?.getStore()
  if (notes !== undefined) notes.isMisasked = true
}
