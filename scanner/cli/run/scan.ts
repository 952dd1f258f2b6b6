import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { applyMigrations } from '#prisma/migrate.ts'
import { type RequestedScan, requestScan, ScanRequestError } from '#prisma/request-scan.ts'
import { parseEnvironment, scanVariables } from '#scanner/environment.ts'
import { openScanRunner, type ScanRunner } from '#scanner/jobs/apart/open-scan-runner.ts'
import { checkWish } from '#scanner/jobs/check-wish.ts'
import type { ScanOutcome } from '#scanner/jobs/run-scan.ts'
import { ScanTrouble } from '#scanner/jobs/scan-trouble.ts'
import { type ClaimedScan, claimScan } from '#scanner/store/claim-scan.ts'
import { listOpenScans } from '#scanner/store/list-open-scans.ts'
import { listScanStates, type ScanState } from '#scanner/store/list-scan-states.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { summarizeTree } from '#scanner/store/summarize-tree.ts'
import { withDatabaseErrors } from '#scanner/store/with-database-errors.ts'
import type { ScanCommandFlags } from '../commands/scan.ts'
import type { CliContext } from '../context.ts'
import { formatScan, type ScanStatus } from '../format/format-scan.ts'
import { formatScanned } from '../format/format-scanned.ts'
import { openDatabase } from '../open-database.ts'
import { resolveSource } from '../resolve-source.ts'
import { makeTeller, type Teller } from '../show-scan.ts'
import { listenForStop } from '../stop-signals.ts'
import { UsageError } from '../usage-error.ts'
import { followSource } from './follow-source.ts'

export async function scan(this: CliContext, flags: ScanCommandFlags): Promise<void> {
  const { repo, rev = [], tags = [], since = null, every = null } = flags
  const { process, root, script } = this
  const environment = parseEnvironment(process.env, root, scanVariables)
  const wish = { source: resolveSource(repo, process.cwd(), flags.subdir), revisions: rev, tags, since, every }
  await checkWish(wish).catch(asUsage)
  const { stop, kill } = listenForStop(process)
  kill.addEventListener('abort', () => process.exit(130))
  const teller = makeTeller(process.stderr)
  const database = await openDatabase(environment, root)
  const db = openStore(database.url)
  const runner = openScanRunner({
    root,
    script,
    home: environment.home,
    databaseUrl: database.url,
    silenceMsMax: environment.scanSilenceSeconds * 1000,
    warn: (sentence) => teller.say(sentence),
  })
  try {
    await applyMigrations(database.url, join(root, 'prisma', 'migrations'))
    const run = (claimed: ClaimedScan) => runHere(db, claimed, { runner, teller, stop })
    const scanOnce = async () => {
      const asked = await withDatabaseErrors('asking for a scan', () => requestScan(db, wish)).catch(asUsage)
      const state = await untilOver(db, asked, { run, teller, stop })
      teller.end()
      if (state === null) teller.say('Stopped. The scan stays queued: a worker or the same command goes on with it.')
      else if (state.state === 'done') teller.say(formatScanned(state, await summarizeTree(db, asked.slug), null))
      else throw new UsageError(state.error ?? `the scan was ${state.state}.`)
    }
    if (flags.follow) await followSource(wish.source, { scanOnce, intervalMs: flags.interval * 1000, teller, stop })
    else {
      await scanOnce()
      if (stop.aborted) process.exitCode = 130
    }
  } finally {
    teller.end()
    runner.close()
    await db.$disconnect().catch(() => {})
    await database.close()
  }
}

function asUsage(error: unknown): never {
  if (error instanceof ScanTrouble || error instanceof ScanRequestError) throw new UsageError(error.message)
  throw error
}

interface RunHereOptions {
  readonly runner: ScanRunner
  readonly teller: Teller
  readonly stop: AbortSignal
}

function runHere(db: Store, claimed: ClaimedScan, { runner, teller, stop }: RunHereOptions): Promise<ScanOutcome> {
  let status: ScanStatus = {
    slug: claimed.slug,
    phase: 'reading',
    label: null,
    revisionsDone: 0,
    revisionsAll: null,
    progress: null,
  }
  return runner.run(db, claimed, {
    signal: stop,
    onProgress(change, line) {
      status = { ...status, ...change, line }
      teller.progress(formatScan(status))
    },
  })
}

interface UntilOverOptions {
  readonly run: (scan: ClaimedScan) => Promise<ScanOutcome>
  readonly teller: Teller
  readonly stop: AbortSignal
}

/**
 * Runs the scan here unless a worker does, and before it what waits for the same tree: nobody else may be there to do it. Resolves to how it
 * ended; `null` if we were stopped.
 */
async function untilOver(
  db: Store,
  { scanId, treeId }: Pick<RequestedScan, 'scanId' | 'treeId'>,
  { run, teller, stop }: UntilOverOptions,
): Promise<ScanState | null> {
  while (!stop.aborted) {
    const due = (await listOpenScans(db)).find((scan) => scan.treeId === treeId && scan.id <= scanId)
    if (due !== undefined) {
      const outcome = await claimScan(db, due.id)
      const ended = outcome.kind === 'claimed' ? await run(outcome.scan) : null
      if (ended?.kind === 'postponed')
        throw new UsageError(
          `${ended.message} What is published stays, and the scan queued: the same command goes on with it.`,
        )
      // the next may be ours
      if (due.id !== scanId) continue
    }
    const state = (await listScanStates(db, [scanId])).find(({ id }) => id === scanId)
    if (state === undefined) throw new UsageError('the scan was removed while it ran.')
    if (state.state !== 'queued' && state.state !== 'running') return state
    teller.progress(formatScan(state))
    await delay(500, undefined, { signal: stop }).catch(() => {})
  }
  return null
}
