import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestNotes } from '#scanner/model/request-notes.ts'

/**
 * What is noted of the request at hand, wherever it is worked on: pages are made by a bundle of its own in this process, which knows the
 * storage by its name alone.
 */
const shared = globalThis as { pinwatchRequest?: AsyncLocalStorage<RequestNotes> }
shared.pinwatchRequest ??= new AsyncLocalStorage<RequestNotes>()

export const requestNotes: AsyncLocalStorage<RequestNotes> = shared.pinwatchRequest
