import type { ServerActs } from '#scanner/model/server-acts.ts'

const shared = globalThis as { readonly pinwatchServerActs?: ServerActs }

/** What the process around the pages does for them (`scanner/web`); `null` under `next dev`, which has none. */
export const getServerActs = (): ServerActs | null => shared.pinwatchServerActs ?? null
