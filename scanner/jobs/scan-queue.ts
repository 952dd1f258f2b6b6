import { type Job, PgBoss } from 'pg-boss'

export interface ScanJob {
  readonly scanId: number
  /** Of the scan when it was handed over: one that was given back is another job. */
  readonly claim: number
}

export interface Attempt {
  /** How often this job was begun before, by workers that are gone. */
  readonly retries: number
  /** Aborted when the job is another's. */
  readonly signal: AbortSignal
}

const queue = 'scan'

/**
 * A worker says every few seconds that it lives; one that was silent for ten has lost its job to another. Retries are for workers that die
 * and databases that go away: what is wrong with a scan itself is never tried again.
 */
const queueOptions = {
  retryLimit: 10,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  // the longest pg-boss knows; a clone of a kernel over a slow line takes hours
  expireInSeconds: 23 * 3600,
  heartbeatSeconds: 10,
  // done jobs are of no use: the scan's row has all there is to know
  deleteAfterSeconds: 3600,
} as const

export interface ScanQueue {
  /** Puts a scan into the queue unless it is there already. */
  hand(job: ScanJob): Promise<void>
  /** Runs `run` for each scan, so many at a time of this process. */
  work(atOnce: number, run: (job: ScanJob, attempt: Attempt) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Opens the queue, with its own tables in the schema `pgboss` of the same database. Rejects if the database does not answer. */
export async function openScanQueue(connectionString: string, onError: (error: Error) => void): Promise<ScanQueue> {
  const boss = new PgBoss({
    connectionString,
    application_name: 'pinwatch-queue',
    max: 3,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    monitorVacuum: false,
  })
  // its own errors are plain objects at times
  boss.on('error', (error) => onError(error instanceof Error ? error : new Error(messageOf(error))))
  try {
    await boss.start()
    await boss.createQueue(queue, { ...queueOptions, policy: 'exclusive' })
    // an existing queue keeps what it was made with
    await boss.updateQueue(queue, queueOptions)
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {})
    throw error
  }
  return {
    async hand({ scanId, claim }) {
      await boss.send(queue, { scanId, claim }, { singletonKey: `${scanId}.${claim}` })
    },
    async work(atOnce, run) {
      const options = {
        batchSize: 1,
        localConcurrency: atOnce,
        pollingIntervalSeconds: 0.5,
        includeMetadata: true,
      } as const
      await boss.work<ScanJob, void>(queue, options, async ([job]: (Job<ScanJob> & { retryCount: number })[]) => {
        if (job !== undefined) await run(job.data, { retries: job.retryCount, signal: job.signal })
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
}
