import { loadavg } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#prisma/embedded/start-embedded.ts'
import { applyMigrations } from '#prisma/migrate.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import type { Sample } from '../run-timed.ts'
import type { Workspace } from '../workspace.ts'
import { generateHistory } from './generate-history.ts'
import { millionSpans } from './history-shape.ts'

export interface OpenHistory {
  readonly store: Store
  readonly databaseUrl: string
  /** Milliseconds that it took. */
  readonly generated: Sample
}

/** Does something with a store of a million spans, in an embedded database that is gone afterwards. */
export async function withHistory<Result>(
  { root, scratch }: Workspace,
  say: (step: string) => void,
  act: (history: OpenHistory) => Promise<Result>,
): Promise<Result> {
  const server = await startEmbedded({ root, dataDirectory: join(scratch, 'history', 'postgres') })
  const store = openStore(server.url)
  try {
    await applyMigrations(server.url, join(root, 'prisma', 'migrations'))
    say('generating a history, about a minute')
    const load = loadavg()[0] ?? 0
    const started = performance.now()
    await generateHistory(store, millionSpans)
    const generated = { value: performance.now() - started, load }
    return await act({ store, databaseUrl: server.url, generated })
  } finally {
    await store.$disconnect()
    await server.stop()
  }
}
