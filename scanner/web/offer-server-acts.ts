import { rm } from 'node:fs/promises'
import { examine } from '#scanner/jobs/doctor/examine.ts'
import { mirrorFolder } from '#scanner/jobs/home-paths.ts'
import type { Finding, ServerActs } from '#scanner/model/server-acts.ts'
import { parseSource } from '#scanner/model/source.ts'
import { openStore } from '#scanner/store/open-store.ts'

interface OfferOptions {
  readonly databaseUrl: string
  readonly home: string
}

/** Puts within reach of the pages (`app/_data/server-acts.ts`), which run in this process, what they cannot do themselves. */
export function offerServerActs({ databaseUrl, home }: OfferOptions): void {
  let inFlight: Promise<readonly Finding[]> | null = null
  const acts: ServerActs = {
    // who asks meanwhile gets the same report: it reads whole tables
    examine() {
      inFlight ??= examineOnce(databaseUrl, home).finally(() => {
        inFlight = null
      })
      return inFlight
    },
    async removeMirror({ slug, source }) {
      const parsed = parseSource(source)
      if (parsed.kind === 'url') await rm(mirrorFolder(home, slug, parsed.text), { recursive: true, force: true })
    },
  }
  Object.assign(globalThis, { pinwatchServerActs: acts })
}

async function examineOnce(databaseUrl: string, home: string): Promise<readonly Finding[]> {
  const db = openStore(databaseUrl, { connectionsMax: 1 })
  try {
    return await examine(db, home)
  } finally {
    await db.$disconnect()
  }
}
