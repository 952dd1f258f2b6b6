import { rm } from 'node:fs/promises'
import { examine } from '#scanner/jobs/doctor/examine.ts'
import { mirrorFolder } from '#scanner/jobs/home-paths.ts'
import type { Finding, ServerActs } from '#scanner/model/server-acts.ts'
import { parseSource } from '#scanner/model/source.ts'
import { findPublicAddress, PrivateHostError } from '#scanner/network/find-public-address.ts'
import { openStore } from '#scanner/store/open-store.ts'

interface OfferOptions {
  readonly databaseUrl: string
  readonly home: string
  /** Hosts of our own network that may be asked all the same. */
  readonly privateHosts: readonly string[]
  /** What this very process has found, besides what `doctor` of the command line does. */
  readonly findings: () => readonly Finding[]
}

/** Puts within reach of the pages (`app/_data/server-acts.ts`), which run in this process, what they cannot do themselves. */
export function offerServerActs(options: OfferOptions): void {
  Object.assign(globalThis, { pinwatchServerActs: makeServerActs(options) })
}

export function makeServerActs({ databaseUrl, home, privateHosts, findings }: OfferOptions): ServerActs {
  let inFlight: Promise<readonly Finding[]> | null = null
  return {
    // who asks meanwhile gets the same report: it reads whole tables
    examine() {
      inFlight ??= examineOnce(databaseUrl, home)
        .then((found) => [...found, ...findings()])
        .finally(() => {
          inFlight = null
        })
      return inFlight
    },
    whyPrivate: (source) => whyPrivate(source, privateHosts),
    async removeMirror({ slug, source }) {
      const parsed = parseSource(source)
      if (parsed.kind === 'url') await rm(mirrorFolder(home, slug, parsed.text), { recursive: true, force: true })
    },
  }
}

/** A name that has no address is told by the scan. */
async function whyPrivate(source: string, privateHosts: readonly string[]): Promise<string | null> {
  const parsed = parseSource(source)
  if (parsed.kind !== 'url') return null
  const host = URL.canParse(parsed.repository)
    ? new URL(parsed.repository).hostname
    : /^[^@]+@(\[[^\]]+\]|[^:]+):/.exec(parsed.repository)?.[1]
  if (host === undefined) return null
  try {
    await findPublicAddress(host, { privateHosts })
    return null
  } catch (error) {
    return error instanceof PrivateHostError ? error.message : null
  }
}

async function examineOnce(databaseUrl: string, home: string): Promise<readonly Finding[]> {
  const db = openStore(databaseUrl, { connectionsMax: 1 })
  try {
    return await examine(db, home)
  } finally {
    await db.$disconnect()
  }
}
